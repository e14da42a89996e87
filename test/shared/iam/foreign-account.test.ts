import { expect, test } from 'vitest';
import { foreignAccount } from '../../../shared/iam/foreign-account.ts';

test.each([
  ['012345678901', 'aws', undefined],
  ['444455556666', 'aws', '444455556666'],
  ['12345678901', 'aws', '12345678901'],
  ['012345678901', 'aws-cn', '012345678901 in aws-cn'],
  ['444455556666', 'aws-cn', '444455556666 in aws-cn'],
])('%s in %s, seen from 012345678901 in aws', (accountId, partition, expected) => {
  const watched = { accountId: '012345678901', partition: 'aws' };
  expect(foreignAccount({ accountId, partition }, watched)).toBe(expected);
});
