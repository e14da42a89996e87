import { describe, expect, test } from 'vitest';
import { callerKeys, callerOf, subjectKey } from '../../../shared/kubernetes/caller.ts';
import { account, group, user } from '../../support/rbac.ts';

describe('who a subject stands for', () => {
  test.each([
    ['a user', user('ana'), { username: 'ana', groups: ['system:authenticated'] }],
    [
      'nobody known',
      user('system:anonymous'),
      { username: 'system:anonymous', groups: ['system:unauthenticated'] },
    ],
    [
      'a service account',
      account('shop/web'),
      {
        username: 'system:serviceaccount:shop:web',
        groups: ['system:serviceaccounts:shop', 'system:serviceaccounts', 'system:authenticated'],
      },
    ],
    [
      'a service account that is named as a user',
      user('system:serviceaccount:shop:web'),
      {
        username: 'system:serviceaccount:shop:web',
        groups: ['system:serviceaccounts:shop', 'system:serviceaccounts', 'system:authenticated'],
      },
    ],
    ['a group', group('ops'), { groups: ['ops', 'system:authenticated'] }],
    [
      'the service accounts of a namespace',
      group('system:serviceaccounts:shop'),
      { groups: ['system:serviceaccounts:shop', 'system:serviceaccounts', 'system:authenticated'] },
    ],
    [
      'all service accounts',
      group('system:serviceaccounts'),
      { groups: ['system:serviceaccounts', 'system:authenticated'] },
    ],
    ['everybody', group('system:authenticated'), { groups: ['system:authenticated'] }],
    ['strangers', group('system:unauthenticated'), { groups: ['system:unauthenticated'] }],
    [
      'a caller as they are',
      { username: 'ana', groups: ['ops'] },
      { username: 'ana', groups: ['ops'] },
    ],
  ])('%s', (_name, subject, expected) => {
    expect(callerOf(subject)).toEqual(expected);
  });
});

test('a user of the name of a service account is the account; a group of the name is not', () => {
  const key = subjectKey(account('shop/web'));
  expect(subjectKey(user('system:serviceaccount:shop:web'))).toBe(key);
  expect(subjectKey(group('system:serviceaccount:shop:web'))).not.toBe(key);
});

test('somebody is matched by username and groups, each once', () => {
  expect(callerKeys({ username: 'ana', groups: ['ops', 'dev', 'ops'] })).toEqual([
    'user ana',
    'group ops',
    'group dev',
  ]);
  expect(callerKeys({ groups: ['ops'] })).toEqual(['group ops']);
});
