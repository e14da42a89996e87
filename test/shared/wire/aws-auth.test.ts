import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAwsAuthMappings } from '../../../shared/wire/aws-auth.ts';

const nothing = { roles: [], users: [], accounts: [], faults: [] };
const roleArn = 'arn:aws:iam::111122223333:role/ops';

describe('aws-auth is read', () => {
  test('with roles, users and accounts', () => {
    const read = readAwsAuthMappings({
      mapRoles: `
- rolearn: ${roleArn}
  username: system:node:{{EC2PrivateDNSName}}
  groups:
    - system:bootstrappers
    - system:nodes
- sso:
    permissionSetName: Admins
    accountID: "111122223333"
  username: "admin:{{SessionName}}"
`,
      mapUsers: `
- userarn: arn:aws:iam::111122223333:user/staff/ana
  username: ana
  groups: [ops]
`,
      mapAccounts: '- "111122223333"',
    });
    expect(read).toEqual({
      roles: [
        {
          place: 0,
          roleArn,
          username: 'system:node:{{EC2PrivateDNSName}}',
          groups: ['system:bootstrappers', 'system:nodes'],
        },
        {
          place: 1,
          sso: { permissionSetName: 'Admins', accountId: '111122223333', partition: '' },
          username: 'admin:{{SessionName}}',
          groups: [],
        },
      ],
      users: [
        {
          place: 0,
          userArn: 'arn:aws:iam::111122223333:user/staff/ana',
          username: 'ana',
          groups: ['ops'],
        },
      ],
      accounts: ['111122223333'],
      faults: [],
    });
  });

  test.each([
    ['no keys', {}],
    ['empty keys', { mapRoles: '', mapUsers: '', mapAccounts: '' }],
    ['keys that say nothing', { mapRoles: '~', mapUsers: '# none', mapAccounts: 'null' }],
    ['empty lists', { mapRoles: '[]', mapUsers: '[]', mapAccounts: '[]' }],
    ['a key that is nobody’s', { notes: 'mapRoles below' }],
    ['a first document that is empty', { mapRoles: `---\n---\n- rolearn: ${roleArn}` }],
  ])('as nothing from %s', (_name, data) => {
    expect(readAwsAuthMappings(data)).toEqual(nothing);
  });

  test('by keys in their exact case only', () => {
    const data = { maproles: `- rolearn: ${roleArn}`, MapUsers: '', MAPACCOUNTS: '- "1"' };
    expect(readAwsAuthMappings(data)).toEqual({
      ...nothing,
      faults: [
        { key: 'maproles', message: 'nobody reads it: the key is mapRoles' },
        { key: 'MapUsers', message: 'nobody reads it: the key is mapUsers' },
        { key: 'MAPACCOUNTS', message: 'nobody reads it: the key is mapAccounts' },
      ],
    });
  });

  test('from entries whose keys have any case', () => {
    const { roles, users, faults } = readAwsAuthMappings({
      mapRoles: `- {RoLeArN: "${roleArn}", UserName: a, GROUPS: [b]}`,
      mapUsers: '- {userARN: x, USERNAME: c}',
    });
    expect(roles).toEqual([{ place: 0, roleArn, username: 'a', groups: ['b'] }]);
    expect(users).toEqual([{ place: 0, userArn: 'x', username: 'c', groups: [] }]);
    expect(faults).toEqual([]);
  });

  test('by the last of two spellings in the order of characters, and the last of the same key', () => {
    const { roles } = readAwsAuthMappings({
      mapRoles: '- {rolearn: lower, roleARN: upper, username: first, username: second}',
    });
    expect(roles).toEqual([{ place: 0, roleArn: 'lower', username: 'second', groups: [] }]);
    const { users } = readAwsAuthMappings({
      mapUsers: '- {userARN: upper, UserArn: mixed, userarn: lower, USERARN: all}',
    });
    expect(users).toEqual([{ place: 0, userArn: 'lower', username: '', groups: [] }]);
  });

  test('with groups of a wrong indent as one group', () => {
    const { roles, faults } = readAwsAuthMappings({
      mapRoles: `
- rolearn: ${roleArn}
  groups:
  - system:bootstrappers
   - system:nodes
`,
    });
    expect(roles[0]?.groups).toEqual(['system:bootstrappers - system:nodes']);
    expect(faults).toEqual([]);
  });

  test('with accounts as they are written, however YAML would count them', () => {
    const { accounts, faults } = readAwsAuthMappings({
      mapAccounts: '- 012345670123\n- 098765432109\n- 111122223333\n- &a "000000000001"\n- *a',
    });
    expect(accounts).toEqual([
      '012345670123',
      '098765432109',
      '111122223333',
      '000000000001',
      '000000000001',
    ]);
    expect(faults).toEqual([]);
  });

  test('with YAML 1.1: an account of sso without quotes is a number, and the entry is dropped', () => {
    const { roles, faults } = readAwsAuthMappings({
      mapRoles: `
- sso: {permissionSetName: Admins, accountID: 012345670123}
- rolearn: ${roleArn}
`,
    });
    expect(roles).toEqual([{ place: 1, roleArn, username: '', groups: [] }]);
    expect(faults).toEqual([
      { key: 'mapRoles', place: 0, message: 'accountid is left out: 1402433619 is not text' },
      { key: 'mapRoles', place: 0, message: 'it is dropped: accountID "" is no account' },
    ]);
  });

  test('without values of another type, which lose themselves and nothing else', () => {
    const { roles, faults } = readAwsAuthMappings({
      mapRoles: `
- rolearn: ${roleArn}
  username: 12345
  groups: [ops, yes, 7, ~]
- rolearn: ${roleArn}
  username: ~
  groups: ops
`,
    });
    expect(roles).toEqual([
      { place: 0, roleArn, username: '', groups: ['ops'] },
      { place: 1, roleArn, username: '', groups: [] },
    ]);
    expect(faults).toEqual([
      { key: 'mapRoles', place: 0, message: 'username is left out: 12345 is not text' },
      { key: 'mapRoles', place: 0, message: 'groups is left out: true is not text' },
      { key: 'mapRoles', place: 0, message: 'groups is left out: 7 is not text' },
      { key: 'mapRoles', place: 1, message: 'groups is left out: it is not a list' },
    ]);
  });

  test('with days and times as text', () => {
    const { roles } = readAwsAuthMappings({
      mapRoles: `- {rolearn: "${roleArn}", username: 2026-01-01, groups: [12:30:45]}`,
    });
    expect(roles).toEqual([{ place: 0, roleArn, username: '2026-01-01', groups: ['12:30:45'] }]);
  });
});

describe('an entry is dropped', () => {
  test.each([
    ['mapRoles', '- username: ana', 'neither rolearn nor sso'],
    ['mapRoles', '- text', 'neither rolearn nor sso'],
    ['mapRoles', '- ~', 'neither rolearn nor sso'],
    ['mapRoles', '- [rolearn]', 'neither rolearn nor sso'],
    ['mapRoles', '- {rolearn: a, sso: {}}', 'both rolearn and sso'],
    ['mapRoles', '- sso: text', 'accountID "" is no account'],
    ['mapRoles', '- sso: {accountID: "123"}', 'accountID "123" is no account'],
    ['mapRoles', '- sso: {accountID: "1111222233334"}', 'accountID "1111222233334" is no account'],
    [
      'mapRoles',
      '- sso: {accountID: "111122223333", permissionSetName: Admins*}',
      'permissionSetName "Admins*" is none',
    ],
    [
      'mapRoles',
      '- sso: {accountID: "111122223333", permissionSetName: A23456789012345678901234567890123}',
      'permissionSetName "A23456789012345678901234567890123" is none',
    ],
    ['mapUsers', '- username: ana', 'no userarn'],
  ])('of %s %s', (key, text, why) => {
    expect(readAwsAuthMappings({ [key]: text })).toEqual({
      ...nothing,
      faults: [{ key, place: 0, message: `it is dropped: ${why}` }],
    });
  });

  test('of mapAccounts when it is no text', () => {
    expect(readAwsAuthMappings({ mapAccounts: '- {a: b}\n- "111122223333"' })).toEqual({
      ...nothing,
      accounts: ['111122223333'],
      faults: [{ key: 'mapAccounts', place: 0, message: 'it is not an account id' }],
    });
  });

  test('and not for a partition that it names', () => {
    const { roles } = readAwsAuthMappings({
      mapRoles: '- sso: {accountID: "111122223333", permissionSetName: a-b_c, partition: aws-cn}',
    });
    expect(roles).toEqual([
      {
        place: 0,
        sso: { accountId: '111122223333', permissionSetName: 'a-b_c', partition: 'aws-cn' },
        username: '',
        groups: [],
      },
    ]);
  });
});

describe('a key is lost', () => {
  const mapUsers = '- userarn: x';
  const users = [{ place: 0, userArn: 'x', username: '', groups: [] }];

  test('when it is no YAML, and the others are kept', () => {
    const read = readAwsAuthMappings({
      mapRoles: `- rolearn: ${roleArn}\n  groups: [ops`,
      mapUsers,
    });
    expect(read.roles).toEqual([]);
    expect(read.users).toEqual(users);
    expect(read.faults.map(({ key, place }) => [key, place])).toEqual([['mapRoles', undefined]]);
  });

  test.each([
    ['mapRoles', `rolearn: ${roleArn}`],
    ['mapRoles', 'text'],
    ['mapAccounts', '"111122223333"'],
    ['mapAccounts', 'a: b'],
  ])('when %s is not a list: %s', (key, text) => {
    expect(readAwsAuthMappings({ [key]: text, mapUsers })).toEqual({
      ...nothing,
      users,
      faults: [{ key, message: 'it is not a list' }],
    });
  });

  test('when aliases of aliases would fill the memory', () => {
    const bomb = ['- &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 9; n += 1) bomb.push(`- &a${n} [${`*a${n - 1}, `.repeat(10)}]`);
    const read = readAwsAuthMappings({ mapRoles: bomb.join('\n'), mapUsers });
    expect(read.users).toEqual(users);
    expect(read.faults).toEqual([
      { key: 'mapRoles', message: expect.stringContaining('Excessive alias count') },
    ]);
  });

  test('and what comes after the first document is not looked at', () => {
    const read = readAwsAuthMappings({ mapUsers: `${mapUsers}\n---\n- [` });
    expect(read).toEqual({ ...nothing, users });
  });
});

test('any text is read, and what is written as JSON is read back', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readAwsAuthMappings({ mapRoles: text, mapUsers: text, mapAccounts: text });
    }),
  );
  const name = fc.string({ unit: 'binary-ascii', minLength: 1 });
  const entry = fc.record({ userarn: name, username: fc.string(), groups: fc.array(name) });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const { users } = readAwsAuthMappings({ mapUsers: JSON.stringify(entries) });
      expect(users).toEqual(
        entries.map(({ userarn: userArn, username, groups }, place) => ({
          place,
          userArn,
          username,
          groups,
        })),
      );
    }),
  );
});
