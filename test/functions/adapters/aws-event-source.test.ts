import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectEvent } from '../../../functions/collect-event.ts';
import type { Answer, Deferred, EventRequest } from '../../../shared/model/reading.ts';
import {
  type AwsState,
  addAccessEntry,
  addCluster,
  addGroup,
  addPolicy,
  addRole,
  addUser,
  awsState,
  type ClusterState,
} from '../../support/aws/account-state.ts';
import { absent, denied, eventSource, readForEvent, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';
import { allowDocument } from '../../support/raw-answers.ts';

const region = 'eu-west-1';
const payments = { region, name: 'payments' };
const iamFile = 'iam/account-authorization-details.json';
const associationsFile = 'eu-west-1/eks/payments/pod-identity-associations.json';
const account = { accountId: '111122223333', partition: 'aws' };

let state: AwsState;
let aws: LoopbackAws;
let cluster: ClusterState;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
  cluster = addCluster(state, region, 'payments');
});

afterEach(() => aws.close());

describe('what one event costs', () => {
  test('2 calls for an access entry', async () => {
    const principalArn = 'arn:aws:iam::111122223333:role/ci';
    addAccessEntry(cluster, principalArn, ['arn:aws:eks::aws:cluster-access-policy/A']);

    const told = await readForEvent(eventSource(aws), {
      kind: 'accessEntry',
      cluster: payments,
      principalArn,
    });

    expect(told.map(kindOf)).toEqual(['document', 'document']);
    expect(aws.calls).toHaveLength(2);
  });

  test('1 call for an association', async () => {
    associate('a-1', 'web');

    const told = await readForEvent(eventSource(aws), association('a-1'));

    expect(told.map(kindOf)).toEqual(['document']);
    expect(aws.calls).toEqual(['eks:DescribePodIdentityAssociation eu-west-1 payments']);
  });

  test('6 calls for a known role with 3 inline policies and 10 known ones attached', async () => {
    const known = policies(10);
    addRole(state, 'ci');
    give(state.roles, { RolePolicyList: inline(3), AttachedManagedPolicies: attached(known) });

    const told = await readForEvent(eventSource(aws), { kind: 'role', roleName: 'ci' }, known);

    expect(told.map(kindOf)).toEqual(['document']);
    expect(aws.calls).toHaveLength(6);
  });

  test('6 calls for a user with 2 inline policies', async () => {
    addUser(state, 'eve');
    give(state.users, { UserPolicyList: inline(2) });

    const told = await readForEvent(eventSource(aws), { kind: 'user', userName: 'eve' });

    expect(told.map(kindOf)).toEqual(['document']);
    expect(aws.calls).toHaveLength(6);
  });

  test('6 calls for a group with an inline policy and an unknown one attached', async () => {
    addGroup(state, 'ops');
    const AttachedManagedPolicies = attached(policies(1));
    give(state.groups, { GroupPolicyList: inline(1), AttachedManagedPolicies });

    const told = await readForEvent(eventSource(aws), { kind: 'group', groupName: 'ops' });

    expect(told.map(kindOf)).toEqual(['document', 'document']);
    expect(aws.calls).toHaveLength(6);
  });

  test('2 calls for a managed policy', async () => {
    const policyArn = addPolicy(state, 'limits');

    const told = await readForEvent(eventSource(aws), { kind: 'managedPolicy', policyArn });

    expect(told.map(kindOf)).toEqual(['document']);
    expect(aws.calls).toHaveLength(2);
  });

  test('1 call for an identity provider', async () => {
    const providerArn = 'arn:aws:iam::111122223333:oidc-provider/example.com';
    state.oidcProviders.set(providerArn, { Url: 'example.com', ClientIDList: [] });

    const told = await readForEvent(eventSource(aws), { kind: 'oidcProvider', providerArn });

    expect(told).toEqual([
      {
        path: 'iam/open-id-connect-providers.json',
        item: providerArn,
        readAt: 1,
        outcome: {
          kind: 'document',
          json: { Arn: providerArn, Url: 'example.com', ClientIDList: [] },
        },
      },
    ]);
    expect(aws.calls).toHaveLength(1);
  });
});

describe('what would take a seventh call', () => {
  const request = { kind: 'role', roleName: 'ci' } as const;

  test('is left to a sweep, and the role itself and its trust are told', async () => {
    const arn = addRole(state, 'ci');
    give(state.roles, { RolePolicyList: inline(4) });

    const { facts, deferred } = await collectEvent(eventSource(aws), account, request, () => false);

    expect([...facts].map(([key, { read }]) => [key, read])).toEqual([
      [`role iam ${arn}`, true],
      [`trust-policy iam ${arn}`, true],
      [`role-last-used iam ${arn}`, true],
    ]);
    expect(deferred).toEqual([request]);
    expect(aws.calls).toHaveLength(3);
  });

  test('nothing is left of what takes six', async () => {
    addRole(state, 'ci');
    give(state.roles, { RolePolicyList: inline(3) });

    const { deferred } = await collectEvent(eventSource(aws), account, request, () => false);

    expect(deferred).toEqual([]);
  });

  test('may be for two attached policies that nobody knows', async () => {
    addRole(state, 'ci');
    give(state.roles, { AttachedManagedPolicies: attached(policies(2)) });

    const told = await readForEvent(eventSource(aws), request);

    expect(told.at(-1)).toEqual({ deferred: request });
    expect(aws.calls).toHaveLength(3);
  });

  test('may be for a boundary that nobody knows, beside an attached one', async () => {
    const [first = '', second] = policies(2);
    addRole(state, 'ci');
    give(state.roles, { AttachedManagedPolicies: attached([first]), ...boundedBy(second) });

    const told = await readForEvent(eventSource(aws), request);

    expect(told.at(-1)).toEqual({ deferred: request });
    expect(aws.calls).toHaveLength(3);
  });

  test('is not for a policy that bounds the role and is attached to it too', async () => {
    const [only = ''] = policies(1);
    addRole(state, 'ci');
    give(state.roles, { AttachedManagedPolicies: attached([only]), ...boundedBy(only) });

    const told = await readForEvent(eventSource(aws), request);

    expect(told.map(kindOf)).toEqual(['document', 'document']);
    expect(aws.calls).toHaveLength(5);
  });

  test('may be for a list that goes on', async () => {
    addRole(state, 'ci');
    give(state.roles, { AttachedManagedPolicies: attached(policies(1_001)) });

    const told = await readForEvent(eventSource(aws), request, policies(1_001));

    expect(told.at(-1)).toEqual({ deferred: request });
    expect(aws.calls).toHaveLength(3);
  });

  test('may be for a user, with the user told', async () => {
    const arn = addUser(state, 'eve');
    give(state.users, { UserPolicyList: inline(3) });
    const user = { kind: 'user', userName: 'eve' } as const;

    const told = await readForEvent(eventSource(aws), user);

    expect(told).toEqual([
      { path: iamFile, item: arn, part: 'user', readAt: 1, outcome: expect.anything() },
      { deferred: user },
    ]);
    expect(aws.calls).toHaveLength(4);
  });
});

describe('an association', () => {
  const known = 'shop/web';

  test('is told under the service account that it is for', async () => {
    associate('a-1', 'web');

    const told = await readForEvent(eventSource(aws), association('a-1'));

    expect(told).toMatchObject([{ path: associationsFile, item: known, readAt: 1 }]);
  });

  test('that is gone leaves its service account without one', async () => {
    const told = await readForEvent(eventSource(aws), association('a-1', known));

    expect(told).toEqual([absent({ path: associationsFile, item: known }, 2)]);
  });

  test('that is gone and has a successor is told as that', async () => {
    associate('a-2', 'web');
    associate('a-3', 'api');

    const told = await readForEvent(eventSource(aws), association('a-1', known));

    expect(told).toMatchObject([
      {
        item: known,
        outcome: { json: { association: { associationId: 'a-2', serviceAccount: 'web' } } },
      },
    ]);
    expect(aws.calls).toHaveLength(3);
  });

  test('that is gone with its cluster is absent', async () => {
    state.clusters.clear();

    const told = await readForEvent(eventSource(aws), association('a-1', known));

    expect(told).toEqual([absent({ path: associationsFile, item: known }, 2)]);
  });

  test('that is gone and was never known needs no answer', async () => {
    expect(await readForEvent(eventSource(aws), association('a-1'))).toEqual([]);
  });

  test.each([
    ['DescribePodIdentityAssociation', 1],
    ['ListPodIdentityAssociations', 2],
  ])('is unread where %s is denied', async (operation, readAt) => {
    aws.faults.add({ operation, answer: 'denied' });

    const told = await readForEvent(eventSource(aws), association('a-1', known));

    expect(told).toEqual([unread({ path: associationsFile, item: known }, readAt, denied)]);
  });

  test('that does not say whom it is for is unread', async () => {
    cluster.podIdentityAssociations.push({ associationId: 'a-1', namespace: 'shop' });

    const told = await readForEvent(eventSource(aws), association('a-1', known));

    const reason = 'malformed answer: no service account';
    expect(told).toEqual([unread({ path: associationsFile, item: known }, 1, reason)]);
  });

  test('that may not be read and was never known leaves the list unread', async () => {
    aws.faults.add({ answer: 'denied' });

    const told = await readForEvent(eventSource(aws), association('a-1'));

    expect(told).toEqual([unread({ path: associationsFile }, 1, `association a-1: ${denied}`)]);
  });
});

const policyArn = 'arn:aws:iam::111122223333:policy/limits';
const providerArn = 'arn:aws:iam::111122223333:oidc-provider/example.com';

describe.each<[string, EventRequest, string, string]>([
  ['a managed policy', { kind: 'managedPolicy', policyArn }, iamFile, policyArn],
  [
    'an identity provider',
    { kind: 'oidcProvider', providerArn },
    'iam/open-id-connect-providers.json',
    providerArn,
  ],
])('%s', (_, request, path, item) => {
  test('that is gone is absent', async () => {
    expect(await readForEvent(eventSource(aws), request)).toEqual([absent({ path, item }, 1)]);
  });

  test('that may not be read is unread', async () => {
    aws.faults.add({ answer: 'denied' });

    expect(await readForEvent(eventSource(aws), request)).toEqual([
      unread({ path, item }, 1, denied),
    ]);
  });
});

test.each<[string, EventRequest]>([
  ['an access entry', { kind: 'accessEntry', cluster: payments, principalArn: 'arn:p' }],
  ['an association', { kind: 'podIdentityAssociation', cluster: payments, associationId: 'a' }],
  ['a role', { kind: 'role', roleName: 'ci' }],
  ['a user', { kind: 'user', userName: 'eve' }],
  ['a group', { kind: 'group', groupName: 'ops' }],
  ['a managed policy', { kind: 'managedPolicy', policyArn }],
  ['an identity provider', { kind: 'oidcProvider', providerArn }],
])('%s that AWS throttles is for the queue to bring again', async (_, request) => {
  aws.faults.add({ answer: 'throttled' });

  await expect(readForEvent(eventSource(aws, 1), request)).rejects.toThrow(
    /failed for now: throttled: Rate exceeded$/,
  );
});

test('a denied list of policies is unread, and no sweep is asked for', async () => {
  const arn = addRole(state, 'ci');
  aws.faults.add({ operation: 'ListRolePolicies', answer: 'denied' });

  const told = await readForEvent(eventSource(aws), { kind: 'role', roleName: 'ci' });

  expect(told.at(-1)).toEqual(unread({ path: iamFile, item: arn, part: 'policies' }, 2, denied));
});

function boundedBy(PermissionsBoundaryArn: string | undefined) {
  const PermissionsBoundaryType = 'PermissionsBoundaryPolicy' as const;
  return { PermissionsBoundary: { PermissionsBoundaryType, PermissionsBoundaryArn } };
}

function kindOf(told: Answer | Deferred): string {
  return 'deferred' in told ? 'deferred' : told.outcome.kind;
}

function give<T extends object>([first]: readonly T[], members: Partial<T>): void {
  Object.assign(first ?? {}, members);
}

function inline(count: number) {
  return Array.from({ length: count }, (_, n) => ({
    PolicyName: `own-${n}`,
    PolicyDocument: JSON.stringify(allowDocument),
  }));
}

function policies(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => addPolicy(state, `policy-${n}`));
}

function attached(arns: readonly string[]) {
  return arns.map((PolicyArn) => ({ PolicyArn, PolicyName: PolicyArn }));
}

function associate(associationId: string, serviceAccount: string): void {
  cluster.podIdentityAssociations.push({
    clusterName: 'payments',
    namespace: 'shop',
    serviceAccount,
    roleArn: 'arn:aws:iam::111122223333:role/workload',
    associationArn: `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/${associationId}`,
    associationId,
  });
}

function association(associationId: string, serviceAccount?: string): EventRequest {
  return {
    kind: 'podIdentityAssociation',
    cluster: payments,
    associationId,
    ...(serviceAccount && { serviceAccount }),
  };
}
