import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/model/reading.ts';
import {
  type AwsState,
  addAccessEntry,
  addCluster,
  awsState,
} from '../../support/aws/account-state.ts';
import { absent, denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const region = 'eu-west-1';
const payments = { region, name: 'payments' };
const clustersFile = 'eu-west-1/eks/clusters.json';
const clusterFile = 'eu-west-1/eks/payments/cluster.json';
const entriesFile = 'eu-west-1/eks/payments/access-entries.json';
const viewPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('the clusters of a Region', () => {
  test('are listed to the last page', async () => {
    const names = Array.from({ length: 201 }, (_, n) => `cluster-${1_000 + n}`);
    for (const name of names) addCluster(state, region, name);

    const answers = await read(source(aws), { kind: 'clusters', region });

    expect(answers).toEqual([
      { path: clustersFile, readAt: 1, outcome: { kind: 'items', items: names } },
    ]);
    expect(aws.calls).toHaveLength(3);
  });

  test('are unread when a later page fails', async () => {
    for (let n = 0; n < 101; n += 1) addCluster(state, region, `cluster-${n}`);
    aws.faults.add({ operation: 'ListClusters', every: 2, answer: 'denied' });

    const answers = await read(source(aws), { kind: 'clusters', region });

    expect(answers).toEqual([unread({ path: clustersFile }, 1, denied)]);
  });

  test('are unread when the answer is cut off', async () => {
    aws.faults.add({ operation: 'ListClusters', answer: 'malformed' });

    const answers = await read(source(aws), { kind: 'clusters', region });

    expect(answers).toEqual([
      unread({ path: clustersFile }, 1, expect.stringMatching(/^malformed answer: /)),
    ]);
  });
});

describe('one cluster', () => {
  test('comes with its access entries and their access policies', async () => {
    const ci = 'arn:aws:iam::111122223333:role/ci';
    addAccessEntry(addCluster(state, region, 'payments'), ci, [viewPolicy]);

    const answers = await read(source(aws), { kind: 'cluster', cluster: payments });

    expect(withoutParts(answers)).toEqual([
      {
        path: clusterFile,
        readAt: 1,
        outcome: {
          kind: 'document',
          json: {
            cluster: {
              name: 'payments',
              arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments',
              createdAt: '2026-01-02T03:04:05.000Z',
              version: '1.34',
              status: 'ACTIVE',
              endpoint: 'https://payments.example.com',
              roleArn: 'arn:aws:iam::111122223333:role/eks-cluster',
              accessConfig: { authenticationMode: 'API' },
              resourcesVpcConfig: {
                endpointPublicAccess: false,
                endpointPrivateAccess: true,
                publicAccessCidrs: [],
              },
            },
          },
        },
      },
      {
        path: entriesFile,
        item: ci,
        readAt: 3,
        outcome: {
          kind: 'document',
          json: {
            accessEntry: {
              clusterName: 'payments',
              principalArn: ci,
              kubernetesGroups: [],
              accessEntryArn: 'arn:aws:eks:eu-west-1:111122223333:access-entry/payments/0',
              createdAt: '2026-01-02T03:04:05.000Z',
              modifiedAt: '2026-01-02T03:04:05.000Z',
              tags: {},
              username: ci,
              type: 'STANDARD',
            },
          },
        },
      },
      {
        path: entriesFile,
        item: ci,
        part: 'associatedAccessPolicies',
        readAt: 4,
        outcome: {
          kind: 'document',
          json: [
            {
              policyArn: viewPolicy,
              accessScope: { type: 'cluster', namespaces: [] },
              associatedAt: '2026-01-02T03:04:05.000Z',
              modifiedAt: '2026-01-02T03:04:05.000Z',
            },
          ],
        },
      },
      { path: entriesFile, readAt: 2, outcome: { kind: 'items', items: [ci] } },
    ]);
  });

  test('is asked for its entries in both modes that have them', async () => {
    const accessConfig = { authenticationMode: 'API_AND_CONFIG_MAP' } as const;
    addCluster(state, region, 'payments', { accessConfig });

    const answers = await read(source(aws), { kind: 'cluster', cluster: payments });

    expect(withoutParts(answers).at(-1)).toEqual({
      path: entriesFile,
      readAt: 2,
      outcome: { kind: 'items', items: [] },
    });
  });

  test('in CONFIG_MAP mode is not asked for entries', async () => {
    addCluster(state, region, 'payments', { accessConfig: { authenticationMode: 'CONFIG_MAP' } });

    await read(source(aws), { kind: 'cluster', cluster: payments });

    expect(aws.calls).toEqual([
      'eks:DescribeCluster eu-west-1 payments',
      'eks:ListPodIdentityAssociations eu-west-1 payments',
      'eks:ListFargateProfiles eu-west-1 payments',
      'eks:ListAddons eu-west-1 payments',
      'eks:ListIdentityProviderConfigs eu-west-1 payments',
      'eks:ListCapabilities eu-west-1 payments',
      'eks:ListCertificateAuthorities eu-west-1 payments',
      'eks:ListNodegroups eu-west-1 payments',
    ]);
  });

  test('that is not there any more is absent and asked nothing else', async () => {
    const answers = await read(source(aws), { kind: 'cluster', cluster: payments });

    expect(answers).toEqual([absent({ path: clusterFile }, 1)]);
    expect(aws.calls).toEqual(['eks:DescribeCluster eu-west-1 payments']);
  });

  test('that disappears before its entries are listed is absent and asked nothing more', async () => {
    addCluster(state, region, 'payments');
    aws.faults.add({ operation: 'ListAccessEntries', answer: 'gone' });

    const answers = await read(source(aws), { kind: 'cluster', cluster: payments });

    expect(answers.map(({ outcome }) => outcome.kind)).toEqual(['document', 'absent']);
    expect(answers[1]).toEqual(absent({ path: clusterFile }, 2));
  });

  test('that may not be described is asked for its entries all the same', async () => {
    addAccessEntry(addCluster(state, region, 'payments'), 'arn:aws:iam::111122223333:role/ci');
    aws.faults.add({ operation: 'DescribeCluster', answer: 'denied' });

    const answers = await read(source(aws), { kind: 'cluster', cluster: payments });

    expect(answers[0]).toEqual(unread({ path: clusterFile }, 1, denied));
    expect(withoutParts(answers.slice(1)).map(({ outcome }) => outcome.kind)).toEqual([
      'document',
      'document',
      'items',
    ]);
  });

  test('keeps the entries of the pages before the one that failed, and the list is unread', async () => {
    const cluster = addCluster(state, region, 'payments');
    for (let n = 0; n < 101; n += 1) {
      addAccessEntry(cluster, `arn:aws:iam::111122223333:role/r${n}`);
    }
    aws.faults.add({ operation: 'ListAccessEntries', every: 2, answer: 'denied' });

    const answers = await read(source(aws), { kind: 'cluster', cluster: payments });

    const entries = withoutParts(answers);
    expect(entries).toHaveLength(1 + 200 + 1);
    expect(entries.at(-1)).toEqual(unread({ path: entriesFile }, 2, denied));
  });
});

function withoutParts(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter(({ path }) => path === clusterFile || path === entriesFile);
}
