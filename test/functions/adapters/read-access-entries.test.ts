import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AwsState,
  addAccessEntry,
  addCluster,
  awsState,
} from '../../support/aws/account-state.ts';
import { absent, denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const region = 'eu-west-1';
const payments = { region: 'eu-west-1', name: 'payments' };
const entriesFile = 'eu-west-1/eks/payments/access-entries.json';
const viewPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('one access entry', () => {
  const principalArn = 'arn:aws:iam::111122223333:role/team/a+b=c,d@e';
  const request = { kind: 'accessEntry', cluster: payments, principalArn } as const;

  test('is read with its access policies in two calls', async () => {
    addAccessEntry(addCluster(state, region, 'payments'), principalArn, [viewPolicy]);

    const answers = await read(source(aws), request);

    expect(answers.map(({ item, part, outcome }) => [item, part, outcome.kind])).toEqual([
      [principalArn, undefined, 'document'],
      [principalArn, 'associatedAccessPolicies', 'document'],
    ]);
    expect(aws.calls).toHaveLength(2);
  });

  test('with more access policies than a page holds has them all', async () => {
    const arns = Array.from({ length: 101 }, (_, n) => `${viewPolicy}${n}`);
    addAccessEntry(addCluster(state, region, 'payments'), principalArn, arns);

    const [, policies] = await read(source(aws), request);

    expect(policies?.outcome).toEqual({
      kind: 'document',
      json: arns.map((policyArn) => expect.objectContaining({ policyArn })),
    });
  });

  test('that is not there is absent', async () => {
    addCluster(state, region, 'payments');

    const answers = await read(source(aws), request);

    expect(answers).toEqual([absent({ path: entriesFile, item: principalArn }, 1)]);
  });

  test('whose access policies may not be listed misses those only', async () => {
    addAccessEntry(addCluster(state, region, 'payments'), principalArn, [viewPolicy]);
    aws.faults.add({ operation: 'ListAssociatedAccessPolicies', answer: 'denied' });

    const answers = await read(source(aws), request);

    expect(answers[0]?.outcome.kind).toBe('document');
    expect(answers[1]).toEqual(
      unread(
        { path: entriesFile, item: principalArn, part: 'associatedAccessPolicies' },
        2,
        denied,
      ),
    );
  });
});
