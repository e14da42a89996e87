import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReadRequest } from '../../../shared/model/reading.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import {
  type AwsState,
  addPolicy,
  addRole,
  addUser,
  awsState,
} from '../../support/aws/account-state.ts';
import {
  absent,
  denied,
  read,
  type SourceOptions,
  source,
  unread,
} from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const iamFile = 'iam/account-authorization-details.json';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('the principals and policies of an account', () => {
  test('come one by one with their documents as IAM sends them, then as lists', async () => {
    const user = addUser(state, 'ana');
    const role = addRole(state, 'ci', '/build/');

    const answers = await details({ kind: 'iam' });

    expect(answers).toEqual([
      {
        path: iamFile,
        item: role,
        readAt: 4,
        outcome: {
          kind: 'document',
          json: {
            Path: '/build/',
            RoleName: 'ci',
            RoleId: 'AROA00000000000000000',
            Arn: 'arn:aws:iam::111122223333:role/build/ci',
            CreateDate: '2026-01-02T03:04:05.000Z',
            AssumeRolePolicyDocument:
              '%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D',
            AttachedManagedPolicies: [],
            RolePolicyList: [],
            InstanceProfileList: [],
            RoleLastUsed: {},
            Tags: [],
            MaxSessionDuration: 3_600,
          },
        },
      },
      {
        path: iamFile,
        item: user,
        readAt: 4,
        outcome: {
          kind: 'document',
          json: {
            Path: '/',
            UserName: 'ana',
            UserId: 'AIDA00000000000000000',
            Arn: 'arn:aws:iam::111122223333:user/ana',
            CreateDate: '2026-01-02T03:04:05.000Z',
            GroupList: [],
            AttachedManagedPolicies: [],
            Tags: [],
          },
        },
      },
      list('RoleDetailList', 4, role),
      list('UserDetailList', 4, user),
      list('GroupDetailList', 4),
      list('Policies', 4),
    ]);
    expect(aws.calls).toEqual([
      'iam:GetAccountSummary us-east-1',
      'iam:ListOpenIDConnectProviders us-east-1',
      'iam:ListRoles us-east-1',
      'iam:GetAccountAuthorizationDetails us-east-1',
    ]);
  });

  test('are told by facts without a gap', async () => {
    addUser(state, 'ana');
    addRole(state, 'ci');
    addPolicy(state, 'own');

    const answers = await read(source(aws), { kind: 'iam' });

    const account = { accountId: '111122223333', partition: 'aws' };
    const facts = answers.flatMap((answer) => factsOf(answer, account));
    expect(facts.filter(([, fact]) => !fact.read)).toEqual([]);
  });

  test('are asked for in the IAM Region of the partition', async () => {
    await read(source(aws, { partition: 'aws-cn' }), { kind: 'iam' });

    expect(aws.calls.filter((call) => !call.endsWith(' cn-north-1'))).toEqual([]);
  });

  test('are unread in a partition whose IAM Region is not known', async () => {
    const answers = await details({ kind: 'iam' }, { partition: 'aws-moon' });

    expect(answers).toEqual([
      unread({ path: iamFile }, 4, 'Error: no IAM Region is known for partition aws-moon'),
    ]);
  });

  test('are listed as of the first page', async () => {
    for (let n = 0; n < 1_001; n += 1) addRole(state, `role-${n}`);

    const answers = await details({ kind: 'iam' });

    expect(answers.slice(999, 1_001).map(({ item, readAt }) => [item, readAt])).toEqual([
      ['arn:aws:iam::111122223333:role/role-999', 5],
      ['arn:aws:iam::111122223333:role/role-1000', 6],
    ]);
    const arns = state.roles.flatMap(({ Arn }) => Arn ?? []);
    expect(answers.at(1_001)).toEqual(list('RoleDetailList', 5, ...arns));
  });

  test('stand as far as they were read when a page fails, and the lists are unread', async () => {
    for (let n = 0; n < 1_001; n += 1) addRole(state, `role-${n}`);
    aws.faults.add({ operation: 'GetAccountAuthorizationDetails', every: 2, answer: 'denied' });

    const answers = await details({ kind: 'iam' });

    expect(answers).toHaveLength(1_001);
    expect(answers.at(-1)).toEqual(unread({ path: iamFile }, 5, denied));
  });

  test('are unread when the answer is not XML', async () => {
    aws.faults.add({ operation: 'GetAccountAuthorizationDetails', answer: 'malformed' });

    const answers = await details({ kind: 'iam' });

    expect(answers).toEqual([
      unread({ path: iamFile }, 4, expect.stringMatching(/^malformed answer: /)),
    ]);
  });

  test('do without the longest session of a role where roles may not be listed', async () => {
    const role = addRole(state, 'ci');
    aws.faults.add({ operation: 'ListRoles', answer: 'denied' });

    const [detail] = await details({ kind: 'iam' });

    expect(detail?.item).toBe(role);
    expect(JSON.stringify(detail)).not.toContain('MaxSessionDuration');
  });
});

describe('managed policies', () => {
  test("are the account's own, and those of AWS that somebody has", async () => {
    const own = addPolicy(state, 'own', { AttachmentCount: 0 });
    const attached = addPolicy(state, 'ReadOnlyAccess', { account: 'aws' });
    const bounding = addPolicy(state, 'PowerUserAccess', {
      account: 'aws',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 1,
    });
    addPolicy(state, 'Unused', { account: 'aws', AttachmentCount: 0 });

    const answers = await details({ kind: 'iam' });

    expect(answers.flatMap(({ item }) => item ?? [])).toEqual([own, attached, bounding]);
    expect(answers.at(-1)).toEqual(list('Policies', 4, own, attached, bounding));
  });

  test('that are attached and came without a document are asked for, once each', async () => {
    const arn = addPolicy(state, 'ReadOnlyAccess', { account: 'aws' });
    for (const name of ['a', 'b']) {
      addRole(state, name);
      attach(name, arn);
    }
    state.leftOut.add(arn);

    const answers = await details({ kind: 'iam' });

    const Document = encodeURIComponent(state.policies[0]?.PolicyVersionList?.[0]?.Document ?? '');
    expect(answers.filter(({ item }) => item === arn)).toEqual([
      {
        path: iamFile,
        item: arn,
        readAt: 5,
        outcome: {
          kind: 'document',
          json: {
            PolicyName: 'ReadOnlyAccess',
            PolicyId: 'ANPA00000000000000000',
            Arn: arn,
            Path: '/',
            DefaultVersionId: 'v1',
            AttachmentCount: 1,
            PermissionsBoundaryUsageCount: 0,
            PolicyVersionList: [{ Document, VersionId: 'v1', IsDefaultVersion: true }],
          },
        },
      },
    ]);
    expect(answers.at(-1)).toEqual(list('Policies', 4, arn));
    expect(aws.calls.filter((call) => call.includes(':GetPolicy'))).toEqual([
      `iam:GetPolicy us-east-1 ${arn}`,
      `iam:GetPolicyVersion us-east-1 ${arn}`,
    ]);
  });

  test.each([
    ['GetPolicy', 'denied', 5, 'unread'],
    ['GetPolicy', 'gone', 5, 'absent'],
    ['GetPolicyVersion', 'denied', 6, 'unread'],
    ['GetPolicyVersion', 'gone', 6, 'unread'],
  ] as const)(
    'for which %s is %s are so by themselves',
    async (operation, answer, readAt, kind) => {
      const arn = addPolicy(state, 'ReadOnlyAccess', { account: 'aws' });
      addRole(state, 'a');
      attach('a', arn);
      state.leftOut.add(arn);
      aws.faults.add({ operation, answer });

      const answers = await details({ kind: 'iam' });

      const found = answers.find(({ item }) => item === arn);
      expect([found?.readAt, found?.outcome.kind]).toEqual([readAt, kind]);
      expect(answers.at(-1)).toEqual(list('Policies', 4, arn));
    },
  );
});

describe('identity providers', () => {
  const arn = 'arn:aws:iam::111122223333:oidc-provider/login.example';
  const path = 'iam/open-id-connect-providers.json';

  beforeEach(() => {
    state.oidcProviders.set(arn, { Url: 'login.example', ClientIDList: [] });
  });

  test('come with their ARN, then as a list', async () => {
    const answers = await providers();

    expect(answers).toEqual([
      {
        path,
        item: arn,
        readAt: 3,
        outcome: { kind: 'document', json: { Arn: arn, Url: 'login.example', ClientIDList: [] } },
      },
      { path, readAt: 2, outcome: { kind: 'items', items: [arn] } },
    ]);
  });

  test('are unread where they may not be listed', async () => {
    aws.faults.add({ operation: 'ListOpenIDConnectProviders', answer: 'denied' });

    expect(await providers()).toEqual([unread({ path }, 2, denied)]);
  });

  test.each([
    ['denied', unread({ path, item: arn }, 3, denied)],
    ['gone', absent({ path, item: arn }, 3)],
  ] as const)('that are %s are so by themselves', async (answer, expected) => {
    aws.faults.add({ operation: 'GetOpenIDConnectProvider', answer });

    expect(await providers()).toEqual([
      expected,
      { path, readAt: 2, outcome: { kind: 'items', items: [arn] } },
    ]);
  });

  async function providers() {
    const answers = await read(source(aws), { kind: 'iam' });
    return answers.filter((answer) => answer.path === path);
  }
});

test('the quotas of the account are one document', async () => {
  const [summary] = await read(source(aws), { kind: 'iam' });

  expect(summary).toEqual({
    path: 'iam/account-summary.json',
    readAt: 1,
    outcome: {
      kind: 'document',
      json: { SummaryMap: { Roles: 0, AssumeRolePolicySizeQuota: 2_048 } },
    },
  });
});

/** Of the answers, those about principals and policies. */
async function details(request: ReadRequest, options: SourceOptions = {}) {
  const answers = await read(source(aws, options), request);
  return answers.filter(({ path }) => path === iamFile);
}

function list(part: string, readAt: number, ...items: readonly string[]): unknown {
  return { path: iamFile, part, readAt, outcome: { kind: 'items', items } };
}

function attach(roleName: string, PolicyArn: string): void {
  const role = state.roles.find(({ RoleName }) => RoleName === roleName);
  role?.AttachedManagedPolicies?.push({ PolicyName: PolicyArn, PolicyArn });
}
