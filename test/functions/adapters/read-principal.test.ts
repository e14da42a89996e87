import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PrincipalRequest } from '../../../functions/adapters/read-principal.ts';
import { type Fact, joinFacts } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import type { KeyedFact } from '../../../shared/wire/facts-of-aws.ts';
import {
  type AwsState,
  addGroup,
  addPolicy,
  addRole,
  addUser,
  awsState,
} from '../../support/aws/account-state.ts';
import { absent, denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';
import { allowDocument, allowPolicy } from '../../support/raw-answers.ts';

const account = { accountId: '111122223333', partition: 'aws' };
const iamFile = 'iam/account-authorization-details.json';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

type Of = 'role' | 'user' | 'group';

/** One of each kind by the name of `ci`, and how it is asked for. */
const kinds: readonly [
  kind: Of,
  add: (name: string) => string,
  request: (arn?: string) => PrincipalRequest,
  list: string,
][] = [
  [
    'role',
    (name) => addRole(state, name),
    (roleArn) => ({ kind: 'role', roleName: 'ci', ...(roleArn && { roleArn }) }),
    'RoleDetailList',
  ],
  [
    'user',
    (name) => addUser(state, name),
    (userArn) => ({ kind: 'user', userName: 'ci', ...(userArn && { userArn }) }),
    'UserDetailList',
  ],
  [
    'group',
    (name) => addGroup(state, name),
    (groupArn) => ({ kind: 'group', groupName: 'ci', ...(groupArn && { groupArn }) }),
    'GroupDetailList',
  ],
];

describe.each(kinds)('one %s', (kind, add, request, list) => {
  const known = `arn:aws:iam::111122223333:${kind}/build/ci`;

  test('is read by its name, under the ARN that it has', async () => {
    const arn = add('ci');

    const answers = await read(source(aws), request());

    expect(answers).toEqual([
      {
        path: iamFile,
        item: arn,
        readAt: 1,
        outcome: { kind: 'document', json: expect.objectContaining({ Arn: arn }) },
      },
    ]);
    const facts = answers.flatMap((answer) => factsOf(answer, account));
    expect(facts.filter(([, fact]) => !fact.read)).toEqual([]);
  });

  test('that is gone is absent under the ARN it is known by', async () => {
    const answers = await read(source(aws), request(known));

    expect(answers).toEqual([absent({ path: iamFile, item: known }, 1)]);
  });

  test('that is gone and was never known needs no answer', async () => {
    expect(await read(source(aws), request())).toEqual([]);
  });

  test('that may not be read is unread under the ARN it is known by', async () => {
    add('ci');
    aws.faults.add({ answer: 'denied' });

    const answers = await read(source(aws), request(known));

    expect(answers).toEqual([unread({ path: iamFile, item: known }, 1, denied)]);
  });

  test('that may not be read and was never known leaves the list unread', async () => {
    add('ci');
    aws.faults.add({ answer: 'denied' });

    const answers = await read(source(aws), request());

    const reason = `${kind} ci: ${denied}`;
    expect(answers).toEqual([unread({ path: iamFile, part: list }, 1, reason)]);
  });

  test('that comes without its ARN leaves the list unread', async () => {
    add('ci');
    Object.assign([...state.roles, ...state.users, ...state.groups][0] ?? {}, { Arn: undefined });

    const answers = await read(source(aws), request());

    const reason = `${kind} ci: malformed answer: no ${kind}`;
    expect(answers).toEqual([unread({ path: iamFile, part: list }, 1, reason)]);
  });

  test('that is gone since it was read is absent', async () => {
    const arn = add('ci');
    aws.faults.add({ operation: `ListAttached${title(kind)}Policies`, answer: 'gone' });

    const answers = await read(source(aws), request());

    expect(answers).toEqual([absent({ path: iamFile, item: arn }, 3)]);
  });
});

describe('a role', () => {
  test('that came back under another path is absent under the old one', async () => {
    const arn = addRole(state, 'ci', '/new/');
    const roleArn = 'arn:aws:iam::111122223333:role/old/ci';

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci', roleArn });

    expect(answers.map(({ item, outcome }) => [item, outcome.kind])).toEqual([
      [roleArn, 'absent'],
      [arn, 'document'],
    ]);
  });
});

describe('the policies of a role', () => {
  const inline = JSON.stringify(allowDocument);

  test('come with it and with their documents', async () => {
    const arn = addRole(state, 'ci');
    const attached = addPolicy(state, 'ReadOnlyAccess', { account: 'aws' });
    const bounding = addPolicy(state, 'limits');
    Object.assign(state.roles[0] ?? {}, {
      RolePolicyList: [{ PolicyName: 'own', PolicyDocument: inline }],
      AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: attached }],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
        PermissionsBoundaryArn: bounding,
      },
    });

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci' });

    expect(answers.map(({ item, outcome }) => [item, outcome.kind])).toEqual([
      [arn, 'document'],
      [attached, 'document'],
      [bounding, 'document'],
    ]);
    const facts = new Map(answers.flatMap((answer) => factsOf(answer, account)));
    expect(facts.get(factKeys.rolePolicies(arn))).toEqual({
      read: true,
      value: {
        inline: [{ name: 'own', document: allowPolicy }],
        attached: [attached],
        boundary: bounding,
        groups: [],
      },
      readAt: 1,
    });
    expect(facts.get(factKeys.role(arn))).toMatchObject({ value: { maxSessionDuration: 3_600 } });
    expect([...facts.values()].filter((fact) => !fact.read)).toEqual([]);
    expect(aws.calls).toHaveLength(4 + 2 * 2);
  });

  test.each(['ListRolePolicies', 'GetRolePolicy', 'ListAttachedRolePolicies'])(
    'are unread where %s is denied, and the rest of the role is not',
    async (operation) => {
      const arn = addRole(state, 'ci');
      Object.assign(state.roles[0] ?? {}, {
        RolePolicyList: [{ PolicyName: 'own', PolicyDocument: inline }],
      });
      aws.faults.add({ operation, answer: 'denied' });

      const answers = await read(source(aws), { kind: 'role', roleName: 'ci' });

      const facts = answers.flatMap((answer) => factsOf(answer, account)).reduce(joined, new Map());
      const told = [...facts].map(([key, fact]) => [key, fact.read ? 'read' : fact.reason]);
      expect(told).toEqual([
        [factKeys.role(arn), 'read'],
        [factKeys.trustPolicy(arn), 'read'],
        [factKeys.roleLastUsed(arn), 'read'],
        [factKeys.rolePolicies(arn), denied],
      ]);
    },
  );

  test('that are gone since they were listed are none', async () => {
    addRole(state, 'ci');
    Object.assign(state.roles[0] ?? {}, {
      RolePolicyList: [{ PolicyName: 'own', PolicyDocument: inline }],
    });
    aws.faults.add({ operation: 'GetRolePolicy', answer: 'gone' });

    const [role] = await read(source(aws), { kind: 'role', roleName: 'ci' });

    expect(role?.outcome).toMatchObject({ json: { RolePolicyList: [] } });
  });
});

describe('the policies of a user', () => {
  const request = { kind: 'user', userName: 'eve' } as const;
  const inline = JSON.stringify(allowDocument);

  test('come with the groups that it is in', async () => {
    const arn = addUser(state, 'eve');
    Object.assign(state.users[0] ?? {}, {
      GroupList: ['ops', 'dev'],
      UserPolicyList: [{ PolicyName: 'own', PolicyDocument: inline }],
    });

    const facts = await factsAbout(request);

    expect(facts.get(factKeys.userPolicies(arn))).toEqual({
      read: true,
      value: {
        inline: [{ name: 'own', document: allowPolicy }],
        attached: [],
        groups: ['dev', 'ops'],
      },
      readAt: 1,
    });
  });

  test('come whole in a sweep, however many pages and calls that takes', async () => {
    const arn = addUser(state, 'eve');
    const groups = Array.from({ length: 1_001 }, (_, n) => `group-${n}`);
    const names = Array.from({ length: 7 }, (_, n) => `own-${n}`);
    Object.assign(state.users[0] ?? {}, {
      GroupList: groups,
      UserPolicyList: names.map((PolicyName) => ({ PolicyName, PolicyDocument: inline })),
    });

    const facts = await factsAbout(request);

    expect(facts.get(factKeys.userPolicies(arn))).toMatchObject({
      value: { groups: groups.toSorted(), inline: names.map((name) => ({ name })) },
    });
    expect(aws.calls).toHaveLength(1 + 1 + 1 + 2 + 7);
  });

  test('are unread where a group of it has no name', async () => {
    const arn = addUser(state, 'eve');
    Object.assign(state.users[0] ?? {}, { GroupList: ['ops', undefined] });

    const facts = await factsAbout(request);

    expect(facts.get(factKeys.userPolicies(arn))).toMatchObject({
      read: false,
      reason: 'malformed answer: a page without its list',
    });
  });

  test('are unread where its groups may not be listed, and the user is not', async () => {
    const arn = addUser(state, 'eve');
    aws.faults.add({ operation: 'ListGroupsForUser', answer: 'denied' });

    const facts = await factsAbout(request);

    expect(facts.get(factKeys.user(arn))).toMatchObject({ read: true });
    expect(facts.get(factKeys.userPolicies(arn))).toEqual({
      read: false,
      reason: denied,
      readAt: 4,
    });
  });
});

test('the policies of a group come with it', async () => {
  const arn = addGroup(state, 'ops');
  const attached = addPolicy(state, 'limits');
  Object.assign(state.groups[0] ?? {}, {
    GroupPolicyList: [{ PolicyName: 'own', PolicyDocument: JSON.stringify(allowDocument) }],
    AttachedManagedPolicies: [{ PolicyName: 'limits', PolicyArn: attached }],
  });

  const facts = await factsAbout({ kind: 'group', groupName: 'ops' });

  expect(facts.get(factKeys.group(arn))).toMatchObject({ value: { arn, name: 'ops' } });
  expect(facts.get(factKeys.groupPolicies(arn))).toMatchObject({
    value: { inline: [{ name: 'own', document: allowPolicy }], attached: [attached], groups: [] },
  });
  expect(facts.get(factKeys.managedPolicy(attached))).toMatchObject({ read: true });
});

async function factsAbout(request: PrincipalRequest) {
  const answers = await read(source(aws), request);
  return answers.flatMap((answer) => factsOf(answer, account)).reduce(joined, new Map());
}

function joined(
  facts: Map<FactKey<unknown>, Fact<unknown>>,
  [key, fact]: KeyedFact,
): Map<FactKey<unknown>, Fact<unknown>> {
  const known = facts.get(key);
  return facts.set(key, known === undefined ? fact : joinFacts(known, fact));
}

function title(kind: string): string {
  return `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
}
