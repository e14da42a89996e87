import { describe, expect, test } from 'vitest';
import { conditionStrength, subjectGuardOf } from '../../../shared/iam/subject-guard.ts';
import { condition, statement } from '../../support/iam.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/A';
const other = 'oidc.eks.eu-west-1.amazonaws.com/id/B';
const sub = `${issuer}:sub`;
const variable = ['$', '{aws:username}'].join('');

describe('one condition on the subject', () => {
  test.each([
    ['StringEquals', 'x', 'fixed'],
    ['StringEquals', '*', 'fixed'],
    ['StringLike', 'x*', 'fixed'],
    ['StringLike', '*', 'open'],
    ['StringEqualsIgnoreCase', 'x', 'fixed'],
    ['ForAnyValue:StringLike', 'x*', 'fixed'],
    ['ForAnyValue:StringLike', '*', 'open'],
    ['ForAnyValue:StringEqualsIfExists', 'x', 'fragile'],
    ['ForAllValues:StringEquals', 'x', 'fragile'],
    ['ForAllValues:StringLike', '*', 'open'],
    ['StringLikeIfExists', 'x', 'fragile'],
    ['StringNotEquals', 'x', 'open'],
    ['StringNotLike', variable, 'open'],
    ['StringNotEqualsIgnoreCaseIfExists', 'x', 'open'],
    ['StringEquals', variable, 'unknown'],
    ['ArnLike', 'x', 'unknown'],
    ['ArnNotLike', 'x', 'unknown'],
    ['Null', 'false', 'unknown'],
    ['StringMatches', 'x', 'unknown'],
  ])('%s %s is %s', (operator, value, expected) => {
    expect(conditionStrength(condition(operator, sub, value))).toBe(expected);
  });

  test('a list is as wide as its widest value', () => {
    expect(conditionStrength(condition('StringLike', sub, 'x', '*'))).toBe('open');
    expect(conditionStrength(condition('StringLike', sub, 'x', 'y*'))).toBe('fixed');
    expect(conditionStrength(condition('StringEquals', sub))).toBe('fixed');
  });
});

describe('all conditions together', () => {
  const fixed = condition('StringEquals', sub, 'x');
  const fragile = condition('StringEqualsIfExists', sub, 'x');
  const open = condition('StringLike', sub, '*');
  const odd = condition('Null', sub, 'true');
  const foreign = condition('StringEquals', `${other}:sub`, 'x');

  test.each([
    ['none', [], { guard: 'open', reason: '' }],
    ['one that is open', [open], { guard: 'open', reason: '' }],
    ['one that is fragile', [open, fragile], { guard: 'fragile', reason: '' }],
    ['one that is fixed', [odd, open, fragile, foreign, fixed], { guard: 'fixed', reason: '' }],
    [
      'one that is odd',
      [fragile, open, odd],
      { guard: 'unknown', reason: `Null on ${sub} is not judged yet` },
    ],
    [
      "one on another issuer's claim",
      [fragile, odd, foreign],
      { guard: 'closed', reason: `tokens of ${issuer} carry no ${other}:sub` },
    ],
  ])('%s', (_, conditions, expected) => {
    expect(subjectGuardOf(statement({ conditions }), issuer)).toEqual(expected);
  });

  test.each([
    ['StringNotEquals', `${other}:sub`],
    ['StringEqualsIfExists', `${other}:sub`],
    ['ForAllValues:StringEquals', `${other}:sub`],
    ['Null', `${other}:sub`],
    ['StringEquals', 'aws:SourceIp'],
    ['StringEquals', `${issuer.toUpperCase()}:aud`],
  ])('%s on %s shuts nobody out', (operator, key) => {
    const conditions = [condition(operator, key, 'x')];
    expect(subjectGuardOf(statement({ conditions }), issuer)).toEqual({
      guard: 'open',
      reason: '',
    });
  });

  test.each(['ForAnyValue:StringLike', 'StringEqualsIgnoreCase'])(
    '%s on the claim of another issuer lets nobody in',
    (operator) => {
      const conditions = [condition(operator, 'accounts.example.com:email', 'x')];
      expect(subjectGuardOf(statement({ conditions }), issuer)).toEqual({
        guard: 'closed',
        reason: `tokens of ${issuer} carry no accounts.example.com:email`,
      });
    },
  );
});
