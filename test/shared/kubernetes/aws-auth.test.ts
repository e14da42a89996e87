import { describe, expect, test } from 'vitest';
import {
  awsAuthMatcher,
  liveMappings,
  mappedArn,
  whyNeverMatches,
} from '../../../shared/kubernetes/aws-auth.ts';
import type { AwsAuthMappings, AwsAuthRole, AwsAuthUser } from '../../../shared/model/aws-auth.ts';

const to = { place: 0, username: 'someone', groups: ['ops'] };
const account = 'arn:aws:iam::111122223333';
const ops: AwsAuthRole = { ...to, roleArn: `${account}:role/Ops` };
const ana: AwsAuthUser = { ...to, userArn: `${account}:user/staff/Ana` };
const admins: AwsAuthRole = {
  ...to,
  sso: { accountId: '111122223333', permissionSetName: 'Admins', partition: '' },
};

function mappings(some: Partial<AwsAuthMappings>): AwsAuthMappings {
  return { roles: [], users: [], accounts: [], faults: [], ...some };
}

function byRole(...roles: readonly AwsAuthRole[]) {
  return awsAuthMatcher(mappings({ roles }));
}

describe('a role is let in', () => {
  const asOps = [{ kind: 'role', mapping: ops }];

  test.each([
    ['by its ARN', `${account}:role/Ops`],
    ['by its ARN in any case', 'arn:aws:iam::111122223333:role/oPS'],
    ['by a session', 'arn:aws:sts::111122223333:assumed-role/Ops/ana'],
    ['with a path, by its ARN without', `${account}:role/team/a/Ops`],
  ])('%s', (_name, arn) => {
    expect(byRole(ops)(arn)).toEqual(asOps);
  });

  test.each([
    ['by another name', `${account}:role/Op`],
    ['of another account', 'arn:aws:iam::444455556666:role/Ops'],
    ['of another partition', 'arn:aws-cn:iam::111122223333:role/Ops'],
    ['when it is a user of that name', `${account}:user/Ops`],
    ['when it cannot call', `${account}:group/Ops`],
    ['when it is no principal', `${account}:nobody`],
    ['when it is of another service', 'arn:aws:s3:::ops/Ops/ana'],
    ['when it is no session', 'arn:aws:sts::111122223333:assumed-role/Ops'],
    ['when it is no ARN', 'Ops'],
  ])('not %s', (_name, arn) => {
    expect(byRole(ops)(arn)).toEqual([]);
  });

  test('never by an entry with its path', () => {
    const entry = { ...to, roleArn: `${account}:role/team/Ops` };
    expect(byRole(entry)(`${account}:role/team/Ops`)).toEqual([]);
  });

  test('by every pattern that takes it in, beside its own', () => {
    const any = { ...to, roleArn: `${account}:role/*` };
    const other = { ...to, roleArn: `${account}:role/Dev*` };
    expect(byRole(any, ops, other)(`${account}:role/Ops`)).toEqual([
      { kind: 'role', mapping: ops },
      { kind: 'role', mapping: any },
    ]);
  });

  test.each([
    ['arn:aws:iam::*:role/Ops', true],
    [`${account}:role/O?s`, true],
    [`${account}:role/Ops?`, true],
    ['arn:*:role/Ops', false],
    ['arn:aws:iam:*:role/Ops', false],
    ['*', false],
    ['arn:*:iam', false],
    ['arn:*:iam::*:role/Ops:*', false],
    [`${account}:role/Dev*`, false],
  ])('by the pattern %s: %s', (roleArn, isLetIn) => {
    const entry = { ...to, roleArn };
    expect(byRole(entry)(`${account}:role/Ops`)).toEqual(
      isLetIn ? [{ kind: 'role', mapping: entry }] : [],
    );
    expect(byRole(entry)('nobody')).toEqual([]);
  });

  test('by its permission set', () => {
    const path = 'aws-reserved/sso.amazonaws.com/eu-west-1/';
    const role = `${account}:role/${path}AWSReservedSSO_Admins_0123456789abcdef`;
    expect(byRole(admins)(role)).toEqual([{ kind: 'role', mapping: admins }]);
    expect(byRole(admins)(role.replace('Admins', 'Others'))).toEqual([]);
  });

  test('not by a permission set with a partition, which is forgotten', () => {
    const entry = { ...admins, sso: { ...admins.sso, partition: 'aws' } };
    const role = `${account}:role/AWSReservedSSO_Admins_0123456789abcdef`;
    expect(mappedArn(entry)).toBe('arn::iam::111122223333:role/AWSReservedSSO_Admins_*');
    expect(byRole(entry)(role)).toEqual([]);
  });
});

describe('a user is let in', () => {
  test('by their ARN with its path, in any case', () => {
    const match = awsAuthMatcher(mappings({ users: [ana] }));
    expect(match(`${account}:user/staff/ANA`)).toEqual([{ kind: 'user', mapping: ana }]);
    expect(match(`${account}:user/Ana`)).toEqual([]);
  });

  test('by mapRoles before mapUsers', () => {
    const asRole = { ...to, roleArn: ana.userArn };
    const match = awsAuthMatcher(mappings({ roles: [asRole], users: [ana] }));
    expect(match(ana.userArn)).toEqual([{ kind: 'role', mapping: asRole }]);
  });

  test('by either of two spellings', () => {
    const again = { ...ana, userArn: ana.userArn.toLowerCase(), groups: [] };
    const match = awsAuthMatcher(mappings({ users: [ana, again] }));
    expect(match(ana.userArn)).toEqual([
      { kind: 'user', mapping: ana },
      { kind: 'user', mapping: again },
    ]);
  });
});

test('anybody else of a mapped account is let in under their ARN', () => {
  const match = awsAuthMatcher(mappings({ roles: [ops], accounts: ['111122223333'] }));
  const dev = `${account}:role/dev`;
  expect(match(ops.roleArn)).toEqual([{ kind: 'role', mapping: ops }]);
  expect(match('arn:aws:sts::111122223333:assumed-role/dev/ana')).toEqual([
    { kind: 'account', username: dev },
  ]);
  expect(match(`${account}:root`)).toEqual([{ kind: 'account', username: `${account}:root` }]);
  expect(match('arn:aws:iam::444455556666:role/dev')).toEqual([]);
});

test('of entries with the same ARN the last one counts', () => {
  const first = { ...ops, roleArn: ops.roleArn.toLowerCase(), groups: ['system:masters'] };
  const ana2 = { ...ana, place: 1 };
  const bob = { ...to, userArn: `${account}:user/Bob` };
  const read = mappings({ roles: [first, admins, ops], users: [ana, bob, ana2] });
  expect(liveMappings(read)).toEqual({
    roles: [ops, admins],
    users: [ana2, bob],
    displaced: [
      { kind: 'role', mapping: first, by: ops },
      { kind: 'user', mapping: ana, by: ana2 },
    ],
  });
  expect(awsAuthMatcher(read)(ops.roleArn)).toEqual([{ kind: 'role', mapping: ops }]);
});

test('of three entries with the same ARN the last one displaces both others', () => {
  const [first, second, third] = [ana, { ...ana, place: 1 }, { ...ana, place: 2 }];
  expect(liveMappings(mappings({ users: [first, second, third] }))).toEqual({
    roles: [],
    users: [third],
    displaced: [
      { kind: 'user', mapping: first, by: third },
      { kind: 'user', mapping: second, by: third },
    ],
  });
});

test.each([
  [ops, `${account}:role/Ops`],
  [ana, `${account}:user/staff/Ana`],
  [admins, `${account}:role/AWSReservedSSO_Admins_*`],
])('callers are compared with what %j is written for', (mapping, arn) => {
  expect(mappedArn(mapping)).toBe(arn);
});

describe('an entry', () => {
  test.each([
    [ops, undefined],
    [ana, undefined],
    [admins, undefined],
    [{ ...to, roleArn: `${account}:role/team/*` }, undefined],
    [{ ...to, roleArn: `${account}:root` }, undefined],
    [{ ...to, roleArn: 'ARN:aws:iam::111122223333:ROLE/Ops' }, undefined],
    [{ ...to, userArn: 'arn:aws:sts::111122223333:federated-user/bob' }, undefined],
    [{ ...to, roleArn: `${account}:role/team/Ops` }, 'roles are looked up without their path'],
    [
      { ...to, roleArn: 'arn:aws:sts::111122223333:assumed-role/Ops/ana' },
      'a session is looked up by its role, arn:…:iam::…:role/NAME',
    ],
    [
      { ...to, roleArn: `${account}:assumed-role/Ops/ana` },
      'only roles, users, federated users and the root user can call',
    ],
    [{ ...to, roleArn: 'Ops' }, 'it is not an ARN'],
    [
      { ...to, roleArn: `${account}:group/Ops` },
      'only roles, users, federated users and the root user can call',
    ],
    [
      { ...admins, sso: { ...admins.sso, partition: 'aws' } },
      'an sso entry with a partition matches nothing, by a fault of the authenticator',
    ],
  ])('%j never matches: %s', (mapping, why) => {
    expect(whyNeverMatches(mapping)).toBe(why);
  });
});
