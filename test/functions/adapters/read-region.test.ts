import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsState, awsState } from '../../support/aws/account-state.ts';
import { denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const region = 'eu-west-1';
const versions = 'eu-west-1/eks/cluster-versions.json';
const policies = 'eu-west-1/eks/access-policies.json';
const defaults = 'eu-west-1/ec2/instance-metadata-defaults.json';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('a Region', () => {
  test('tells its versions, access policies and metadata defaults', async () => {
    state.metadataDefaults = { HttpTokens: 'required', HttpPutResponseHopLimit: 2 };

    expect(await read(source(aws), { kind: 'region', region })).toEqual([
      document(versions, 1, {
        clusterVersions: [
          {
            clusterVersion: '1.34',
            versionStatus: 'STANDARD_SUPPORT',
            endOfStandardSupportDate: '2026-12-02T00:00:00.000Z',
            endOfExtendedSupportDate: '2027-12-02T00:00:00.000Z',
          },
        ],
      }),
      document(policies, 2, {
        accessPolicies: [
          {
            name: 'AmazonEKSViewPolicy',
            arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
          },
          {
            name: 'AmazonEKSAdminPolicy',
            arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy',
          },
        ],
      }),
      document(defaults, 3, {
        AccountLevel: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 },
      }),
    ]);
  });

  test('whose account sets no metadata defaults says so', async () => {
    const answers = await read(source(aws), { kind: 'region', region });

    expect(answers.at(-1)).toEqual(document(defaults, 3, { AccountLevel: {} }));
  });

  test.each([
    ['DescribeClusterVersions', versions, 1],
    ['ListAccessPolicies', policies, 2],
    ['GetInstanceMetadataDefaults', defaults, 3],
  ])('where %s is denied misses that alone', async (operation, path, readAt) => {
    aws.faults.add({ operation, answer: 'denied' });

    const answers = await read(source(aws), { kind: 'region', region });

    expect(answers).toHaveLength(3);
    expect(answers.filter(({ outcome }) => outcome.kind === 'unread')).toEqual([
      unread({ path }, readAt, denied),
    ]);
  });
});

function document(path: string, readAt: number, json: object): unknown {
  return { path, readAt, outcome: { kind: 'document', json } };
}
