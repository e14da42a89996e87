import { describe, expect, test } from 'vitest';
import { isDeclared } from '../../../shared/access/declared.ts';

const role = 'arn:aws:iam::012345678901:role/break-glass';
const watched = { accountId: '012345678901', partition: 'aws' };
const reserved = 'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com';

test('an exact principal is itself and nobody else', () => {
  const declared = [{ kind: 'exact', principal: role }] as const;
  expect(isDeclared(declared, role, watched)).toBe(true);
  expect(isDeclared(declared, `${role}-2`, watched)).toBe(false);
  expect(isDeclared(declared, role.slice(0, -1), watched)).toBe(false);
  expect(isDeclared(declared, role.toUpperCase(), watched)).toBe(false);
});

test('nobody is declared in an empty list, and anyone of a longer one', () => {
  const others = { kind: 'permissionSet', permissionSet: 'Other' } as const;
  expect(isDeclared([], role, watched)).toBe(false);
  expect(isDeclared([others, { kind: 'exact', principal: role }], role, watched)).toBe(true);
});

describe('a permission set', () => {
  const declared = [{ kind: 'permissionSet', permissionSet: 'Platform.Admin' }] as const;
  const suffix = '0123456789abcdef';

  test.each([
    ['its role', `${reserved}/AWSReservedSSO_Platform.Admin_${suffix}`],
    ['its role under a Region', `${reserved}/eu-west-1/AWSReservedSSO_Platform.Admin_${suffix}`],
  ])('is %s', (_, arn) => {
    expect(isDeclared(declared, arn, watched)).toBe(true);
  });

  test.each([
    [
      'its role in an account that is not watched',
      `arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Platform.Admin_${suffix}`,
    ],
    [
      'its role in another partition',
      `arn:aws-cn:iam::012345678901:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Platform.Admin_${suffix}`,
    ],
    [
      'a role of that name elsewhere',
      `arn:aws:iam::012345678901:role/AWSReservedSSO_Platform.Admin_${suffix}`,
    ],
    [
      'a role under a path that only ends like it',
      `arn:aws:iam::012345678901:role/x/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Platform.Admin_${suffix}`,
    ],
    ['a role two folders down', `${reserved}/eu-west-1/x/AWSReservedSSO_Platform.Admin_${suffix}`],
    [
      'a user',
      `arn:aws:iam::012345678901:user/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Platform.Admin_${suffix}`,
    ],
    ['a set whose name begins like it', `${reserved}/AWSReservedSSO_Platform.Admin_x_${suffix}`],
    ['a set whose name ends like it', `${reserved}/AWSReservedSSO_Not_Platform.Admin_${suffix}`],
    ['a set whose name a dot would match', `${reserved}/AWSReservedSSO_PlatformXAdmin_${suffix}`],
    ['a suffix too short', `${reserved}/AWSReservedSSO_Platform.Admin_${suffix.slice(1)}`],
    ['a suffix too long', `${reserved}/AWSReservedSSO_Platform.Admin_${suffix}0`],
    ['a suffix in capitals', `${reserved}/AWSReservedSSO_Platform.Admin_${suffix.toUpperCase()}`],
    ['no ARN', `AWSReservedSSO_Platform.Admin_${suffix}`],
  ])('is not %s', (_, arn) => {
    expect(isDeclared(declared, arn, watched)).toBe(false);
  });
});
