import type { RoleDetail } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fact, joinFacts } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import { factsOf, type KeyedFact } from '../../../shared/wire/facts-of.ts';
import { type AwsState, addPolicy, addRole, awsState } from '../../support/aws/account-state.ts';
import { absent, denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';
import { allowDocument, allowPolicy } from '../../support/raw-answers.ts';

const iamFile = 'iam/account-authorization-details.json';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('one role', () => {
  test('is read by its name, under the ARN that it has', async () => {
    const arn = addRole(state, 'ci', '/build/');

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci' });

    expect(answers).toEqual([
      {
        path: iamFile,
        item: arn,
        readAt: 1,
        outcome: { kind: 'document', json: expect.objectContaining({ Arn: arn, RoleName: 'ci' }) },
      },
    ]);
  });

  test('that is gone is absent under the ARN it is known by', async () => {
    const roleArn = 'arn:aws:iam::111122223333:role/build/ci';

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci', roleArn });

    expect(answers).toEqual([absent({ path: iamFile, item: roleArn }, 1)]);
  });

  test('that is gone and was never known needs no answer', async () => {
    expect(await read(source(aws), { kind: 'role', roleName: 'ci' })).toEqual([]);
  });

  test('that came back under another path is absent under the old one', async () => {
    const arn = addRole(state, 'ci', '/new/');
    const roleArn = 'arn:aws:iam::111122223333:role/old/ci';

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci', roleArn });

    expect(answers.map(({ item, outcome }) => [item, outcome.kind])).toEqual([
      [arn, 'document'],
      [roleArn, 'absent'],
    ]);
  });

  test('that may not be read is unread under the ARN it is known by', async () => {
    aws.faults.add({ operation: 'GetRole', answer: 'denied' });
    const roleArn = 'arn:aws:iam::111122223333:role/ci';

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci', roleArn });

    expect(answers).toEqual([unread({ path: iamFile, item: roleArn }, 1, denied)]);
  });

  test('that may not be read and was never known leaves the list unread', async () => {
    aws.faults.add({ operation: 'GetRole', answer: 'denied' });

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci' });

    const list = { path: iamFile, part: 'RoleDetailList' };
    expect(answers).toEqual([unread(list, 1, `role ci: ${denied}`)]);
  });
});

describe('the policies of a role', () => {
  const inline = JSON.stringify(allowDocument);

  test('come with it and with their documents', async () => {
    const arn = addRole(state, 'ci');
    const attached = addPolicy(state, 'ReadOnlyAccess', { account: 'aws' });
    const bounding = addPolicy(state, 'limits');
    give('ci', {
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
      give('ci', { RolePolicyList: [{ PolicyName: 'own', PolicyDocument: inline }] });
      aws.faults.add({ operation, answer: 'denied' });

      const answers = await read(source(aws), { kind: 'role', roleName: 'ci' });

      const facts = answers.flatMap((answer) => factsOf(answer, account)).reduce(joined, new Map());
      const told = [...facts].map(([key, fact]) => [key, fact.read ? 'read' : fact.reason]);
      expect(told).toEqual([
        [factKeys.role(arn), 'read'],
        [factKeys.trustPolicy(arn), 'read'],
        [factKeys.rolePolicies(arn), denied],
        [factKeys.roleLastUsed(arn), 'read'],
      ]);
    },
  );

  test('that are gone since they were listed are none', async () => {
    addRole(state, 'ci');
    give('ci', { RolePolicyList: [{ PolicyName: 'own', PolicyDocument: inline }] });
    aws.faults.add({ operation: 'GetRolePolicy', answer: 'gone' });

    const [role] = await read(source(aws), { kind: 'role', roleName: 'ci' });

    expect(role?.outcome).toMatchObject({ json: { RolePolicyList: [] } });
  });

  test('of a role that is gone since it was read make it absent', async () => {
    const arn = addRole(state, 'ci');
    aws.faults.add({ operation: 'ListRolePolicies', answer: 'gone' });

    const answers = await read(source(aws), { kind: 'role', roleName: 'ci' });

    expect(answers).toEqual([absent({ path: iamFile, item: arn }, 2)]);
  });

  const account = { accountId: '111122223333', partition: 'aws' };

  function give(name: string, members: Partial<RoleDetail>): void {
    const role = state.roles.find(({ RoleName }) => RoleName === name);
    if (role !== undefined) Object.assign(role, members);
  }

  function joined(
    facts: Map<FactKey<unknown>, Fact<unknown>>,
    [key, fact]: KeyedFact,
  ): Map<FactKey<unknown>, Fact<unknown>> {
    const known = facts.get(key);
    return facts.set(key, known === undefined ? fact : joinFacts(known, fact));
  }
});
