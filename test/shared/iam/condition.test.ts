import { expect, test } from 'vitest';
import {
  hasPolicyVariable,
  isOnKey,
  issuerOfKey,
  parseOperator,
} from '../../../shared/iam/condition.ts';
import { condition } from '../../support/iam.ts';

test.each([
  ['StringEquals', { base: 'stringequals', negated: false, ifExists: false }],
  ['stringnotlike', { base: 'stringlike', negated: true, ifExists: false }],
  ['StringNotEqualsIgnoreCase', { base: 'stringequalsignorecase', negated: true, ifExists: false }],
  ['StringLikeIfExists', { base: 'stringlike', negated: false, ifExists: true }],
  [
    'ForAllValues:StringLike',
    { base: 'stringlike', negated: false, ifExists: false, quantifier: 'ForAllValues' },
  ],
  [
    'foranyvalue:ArnEqualsIfExists',
    { base: 'arnequals', negated: false, ifExists: true, quantifier: 'ForAnyValue' },
  ],
  ['Null', { base: 'null', negated: false, ifExists: false }],
  [
    'ForSomeValues:StringLike',
    { base: 'forsomevalues:stringlike', negated: false, ifExists: false },
  ],
])('%s is taken apart', (operator, expected) => {
  expect(parseOperator(operator)).toEqual(expected);
});

test('a key is the same in any letters, and only whole', () => {
  expect(isOnKey(condition('StringEquals', 'OIDC.example:SUB'), 'oidc.Example:sub')).toBe(true);
  expect(isOnKey(condition('StringEquals', 'oidc.example:sub2'), 'oidc.example:sub')).toBe(false);
});

test('a policy variable in any value counts', () => {
  const variable = ['$', '{aws:username}'].join('');
  expect(hasPolicyVariable(condition('StringLike', 'k', 'a', `b-${variable}`))).toBe(true);
  expect(hasPolicyVariable(condition('StringLike', 'k', '$', '{aws:username}'))).toBe(false);
});

test.each([
  [
    'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub',
    'oidc.eks.eu-west-1.amazonaws.com/id/example',
  ],
  ['token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com'],
  ['aws:SourceIp', undefined],
  ['aws:PrincipalTag/a.b', undefined],
  ['example.com', undefined],
  ['example.com:', undefined],
  ['a:example.com:sub', undefined],
])('the issuer of %s', (key, issuer) => {
  expect(issuerOfKey(key)).toBe(issuer);
});
