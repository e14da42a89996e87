import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsState, addRole, addUser, awsState } from '../../support/aws/account-state.ts';
import { absent, denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const iamFile = 'iam/account-authorization-details.json';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('the roles and users of an account', () => {
  test('come one by one with their documents as IAM sends them, then as a list', async () => {
    const user = addUser(state, 'ana');
    const role = addRole(state, 'ci', '/build/');

    const answers = await read(source(aws), { kind: 'iam' });

    expect(answers).toEqual([
      {
        path: iamFile,
        item: role,
        readAt: 1,
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
            Tags: [],
          },
        },
      },
      {
        path: iamFile,
        item: user,
        readAt: 1,
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
      { path: iamFile, readAt: 1, outcome: { kind: 'items', items: [role, user] } },
    ]);
    expect(aws.calls).toEqual(['iam:GetAccountAuthorizationDetails us-east-1']);
  });

  test('are asked for in the IAM Region of the partition', async () => {
    await read(source(aws, { partition: 'aws-cn' }), { kind: 'iam' });

    expect(aws.calls).toEqual(['iam:GetAccountAuthorizationDetails cn-north-1']);
  });

  test('are unread in a partition whose IAM Region is not known', async () => {
    const answers = await read(source(aws, { partition: 'aws-moon' }), { kind: 'iam' });

    expect(answers).toEqual([
      unread({ path: iamFile }, 1, 'Error: no IAM Region is known for partition aws-moon'),
    ]);
  });

  test('are listed as of the first page', async () => {
    for (let n = 0; n < 1_001; n += 1) addRole(state, `role-${n}`);

    const answers = await read(source(aws), { kind: 'iam' });

    expect(answers.slice(999, 1_001).map(({ item, readAt }) => [item, readAt])).toEqual([
      ['arn:aws:iam::111122223333:role/role-999', 1],
      ['arn:aws:iam::111122223333:role/role-1000', 2],
    ]);
    expect(answers.at(-1)).toEqual({
      path: iamFile,
      readAt: 1,
      outcome: { kind: 'items', items: state.roles.map(({ Arn }) => Arn) },
    });
  });

  test('stand as far as they were read when a page fails, and the list is unread', async () => {
    for (let n = 0; n < 1_001; n += 1) addRole(state, `role-${n}`);
    aws.faults.add({ operation: 'GetAccountAuthorizationDetails', every: 2, answer: 'denied' });

    const answers = await read(source(aws), { kind: 'iam' });

    expect(answers).toHaveLength(1_001);
    expect(answers.at(-1)).toEqual(unread({ path: iamFile }, 1, denied));
  });

  test('are unread when the answer is not XML', async () => {
    aws.faults.add({ answer: 'malformed' });

    const answers = await read(source(aws), { kind: 'iam' });

    expect(answers).toEqual([
      unread({ path: iamFile }, 1, expect.stringMatching(/^malformed answer: /)),
    ]);
  });
});

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

    expect(answers).toEqual([unread({ path: iamFile }, 1, `role ci: ${denied}`)]);
  });
});
