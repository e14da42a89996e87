import { expect, it } from 'vitest';
import { principalName } from '../../../../shared/report/html/principal-name.ts';

const sso = 'aws-reserved/sso.amazonaws.com/eu-west-1/';

it.each([
  ['a role of the account', 'arn:aws:iam::011122223333:role/team/ci', 'role/ci'],
  ['a role of another', 'arn:aws:iam::444455556666:role/ci', 'role/ci of 444455556666'],
  ['a user', 'arn:aws:iam::011122223333:user/zoe', 'user/zoe'],
  [
    'a permission set',
    `arn:aws:iam::011122223333:role/${sso}AWSReservedSSO_Admin_0123456789abcdef`,
    'SSO Admin',
  ],
  [
    'a role of another name where permission sets are',
    `arn:aws:iam::011122223333:role/${sso}Admin`,
    'role/Admin',
  ],
  [
    'who only calls itself a permission set',
    'arn:aws:iam::011122223333:role/AWSReservedSSO_Admin_0123456789abcdef',
    'role/AWSReservedSSO_Admin_0123456789abcdef',
  ],
  ['a service account', 'system:serviceaccount:shop:bot', 'pods shop/bot'],
  ['a group', 'group:ops', 'group:ops'],
])('calls %s by its name', (_, who, name) => {
  expect(principalName(who, '011122223333')).toBe(name);
});
