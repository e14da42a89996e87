import { expect, test } from 'vitest';
import { accountsIn, callerPatterns, otherAccount } from '../../../shared/iam/accounts-in-trust.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, document, trusting } from '../../support/policies.ts';

const trust = document(
  trusting(
    { AWS: ['arn:aws:iam::222222222222:root', '111111111111'], Service: ['333333333333'] },
    ['sts:AssumeRole'],
    condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::444444444444:role/*', '*'),
    condition('StringEquals', 'AWS:PrincipalAccount', '555555555555', '222222222222'),
    condition('StringEquals', 'aws:SourceAccount', '666666666666'),
  ),
  trusting({ Service: ['ec2.amazonaws.com'] }),
  allow(['sts:AssumeRole']),
  { ...deny(['*']), conditions: [condition('ArnLike', 'aws:PrincipalArn', '777777777777')] },
);

test('accounts are those of principals and of conditions on the caller, in Allow statements', () => {
  expect(accountsIn(trust)).toEqual([
    '111111111111',
    '222222222222',
    '444444444444',
    '555555555555',
  ]);
});

test('twelve digits in a longer number are no account', () => {
  const longer = document(trusting({ AWS: ['arn:aws:iam::0123456789012:root'] }));
  expect(accountsIn(longer)).toEqual([]);
});

test('patterns of callers are the values of conditions on their ARN, in Allow statements', () => {
  expect(callerPatterns(trust)).toEqual(['arn:aws:iam::444444444444:role/*', '*']);
});

test('another account is one that nothing speaks of', () => {
  expect(otherAccount(['111111111111'])).toBe('999999999999');
  expect(otherAccount(['999999999998', '999999999999'])).toBe('999999999997');
});
