import { describe, expect, test } from 'vitest';
import {
  conditionStrength,
  sparesOtherSubjects,
  subjectGuardOf,
} from '../../../shared/iam/subject-guard.ts';
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
    ['Null', 'false', 'open'],
    ['null', 'False', 'open'],
    ['Null', 'true', 'closed'],
    ['Null', 'x', 'unknown'],
    ['NullIfExists', 'false', 'unknown'],
    ['ForAllValues:Null', 'true', 'unknown'],
    ['StringMatches', 'x', 'unknown'],
  ])('%s %s is %s', (operator, value, expected) => {
    expect(conditionStrength(condition(operator, sub, value))).toBe(expected);
  });

  test('a list is as wide as its widest value', () => {
    expect(conditionStrength(condition('StringLike', sub, 'x', '*'))).toBe('open');
    expect(conditionStrength(condition('StringLike', sub, 'x', 'y*'))).toBe('fixed');
    expect(conditionStrength(condition('StringEquals', sub))).toBe('fixed');
    expect(conditionStrength(condition('Null', sub, 'true', 'false'))).toBe('open');
    expect(conditionStrength(condition('Null', sub))).toBe('unknown');
  });
});

describe('all conditions together', () => {
  const fixed = condition('StringEquals', sub, 'x');
  const fragile = condition('StringEqualsIfExists', sub, 'x');
  const open = condition('StringLike', sub, '*');
  const odd = condition('ArnLike', sub, 'x');
  const present = condition('Null', sub, 'false');
  const absent = condition('Null', sub, 'true');
  const foreign = condition('StringEquals', `${other}:sub`, 'x');

  test.each([
    ['none', [], { guard: 'open', reason: '' }],
    ['one that is open', [open], { guard: 'open', reason: '' }],
    ['one that is fragile', [open, fragile], { guard: 'fragile', reason: '' }],
    ['one that is fixed', [odd, open, fragile, foreign, fixed], { guard: 'fixed', reason: '' }],
    [
      'one that is odd',
      [fragile, open, odd],
      { guard: 'unknown', reason: `ArnLike on ${sub} is not judged yet` },
    ],
    ['one that asks for a subject', [present, open], { guard: 'open', reason: '' }],
    [
      'one that is fragile, beside one that asks for a subject',
      [odd, fragile, present],
      { guard: 'fixed', reason: '' },
    ],
    [
      'one that is fragile, beside one that asks for a subject or none',
      [fragile, condition('Null', sub, 'true', 'false')],
      { guard: 'fragile', reason: '' },
    ],
    [
      'one that asks for no subject',
      [odd, fragile, absent],
      { guard: 'closed', reason: `every token of ${issuer} carries ${sub}` },
    ],
    [
      "one that asks for another issuer's claim",
      [condition('Null', `${other}:aud`, 'false')],
      { guard: 'closed', reason: `tokens of ${issuer} carry no ${other}:aud` },
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

describe('a Deny that spares the subjects it does not name', () => {
  test.each([
    ['StringEquals', sub, 'x', true],
    ['StringLike', sub.toUpperCase(), 'x*', true],
    ['ForAnyValue:StringEqualsIgnoreCase', sub, 'x', true],
    ['StringEquals', `${other}:sub`, 'x', true],
    ['StringLike', `${other}:sub`, '*', true],
    ['StringLike', sub, 'system:serviceaccount:*', false],
    ['StringNotEquals', sub, 'x', false],
    ['StringNotLike', sub, 'x', false],
    ['StringNotEquals', `${other}:sub`, 'x', false],
    ['StringEqualsIfExists', sub, 'x', false],
    ['ForAllValues:StringEquals', sub, 'x', false],
    ['StringEquals', sub, variable, false],
    ['ArnLike', sub, 'x', false],
    ['Null', sub, 'true', false],
    ['StringEquals', 'aws:PrincipalTag/sub', 'x', false],
  ])('%s on %s %s: %s', (operator, key, value, expected) => {
    const judged = statement({ conditions: [condition(operator, key, value)] });
    expect(sparesOtherSubjects(judged, issuer)).toBe(expected);
  });

  test('of any issuer, as long as it names subjects of one', () => {
    const named = statement({ conditions: [condition('StringEquals', sub, 'x')] });
    const every = statement({ conditions: [condition('StringLike', sub, '*')] });
    const audience = statement({ conditions: [condition('StringEquals', `${issuer}:aud`, 'x')] });
    expect([named, every, audience].map((judged) => sparesOtherSubjects(judged))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
