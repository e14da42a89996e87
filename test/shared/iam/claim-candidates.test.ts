import { describe, expect, test } from 'vitest';
import { claimCandidates } from '../../../shared/iam/claim-candidates.ts';
import { serviceAccountSubjects } from '../../../shared/iam/service-account-subject.ts';
import type { Condition } from '../../../shared/model/policy-document.ts';
import { condition, statement } from '../../support/iam.ts';

const sub = 'oidc.eks.eu-west-1.amazonaws.com/id/A:sub';
const prefix = 'system:serviceaccount:';
const variable = [prefix, '$', '{aws:PrincipalTag/namespace}', ':app'].join('');

describe('subjects worth asking about', () => {
  test.each([
    ['no condition', [], ['x:x']],
    ['one name', [condition('StringEquals', sub, `${prefix}pay:app`)], ['pay:app']],
    ['a key in other letters', [condition('StringLike', sub.toUpperCase(), '*:pay:a')], ['pay:a']],
    [
      'several, sorted and each once',
      [condition('StringLike', sub, '*:b:b', `${prefix}a:a`, `${prefix}b:b`)],
      ['a:a', 'b:b'],
    ],
    ['letters of any case', [condition('StringEqualsIgnoreCase', sub, `${prefix}A:B`)], ['a:b']],
    ['a star that is a letter', [condition('StringEquals', sub, `${prefix}*:*`)], []],
    [
      'both of two conditions',
      [
        condition('ForAnyValue:StringLike', sub, '*:pay:*', '*:books:*'),
        condition('StringLikeIfExists', sub, '*:app', '*:books:web'),
      ],
      ['books:app', 'books:web', 'pay:app'],
    ],
    [
      'a negation, an unknown operator, one for ARNs and one on another key',
      [
        condition('StringNotLike', sub, '*'),
        condition('StringMatches', sub, 'a'),
        condition('ArnLike', sub, 'a'),
        condition('Null', sub, 'true'),
        condition('StringEquals', 'aws:SourceVpc', 'vpc-1'),
      ],
      ['x:x'],
    ],
    ['no more for what it spares', [condition('StringNotLike', sub, '*:pay:*')], ['x:x']],
  ])('%s', (_, conditions, expected) => {
    expect(candidates(conditions)).toEqual({ values: named(expected), complete: true });
  });

  test('what a Deny spares is asked about as well, whatever else it turns on', () => {
    const denied = [
      condition('StringNotLike', sub, '*:pay:*', '*:books:*'),
      condition('StringEquals', sub, `${prefix}other:other`),
    ];
    const also = [condition('StringNotLike', sub, '*:app')];
    expect(candidates([], denied, also).values).toEqual(
      named(['books:app', 'books:x', 'pay:app', 'pay:x', 'x:app', 'x:x']),
    );
  });

  test('a variable may be any text, unless the version takes it for text', () => {
    const conditions = [condition('StringLike', sub, variable)];
    expect(candidates(conditions).values).toEqual(named(['x:app']));
    const allow = statement({ conditions });
    const versions = [{ version: '2008-10-17' }, {}];
    const found = versions.map((version) =>
      claimCandidates(sub, allow, { ...version, statements: [allow] }, subjects, 'x'),
    );
    expect(found.map(({ values }) => values)).toEqual([[], []]);
  });
});

test('too many conditions are left, and that is said', () => {
  const many = Array.from({ length: 60 }, (_, index) => `${prefix}a*${index}*b*c*d*e`);
  const one = condition('StringLike', sub, ...many);
  const conditions = [one, one, one, one];
  const started = performance.now();
  expect(candidates(conditions).complete).toBe(false);
  expect(performance.now() - started).toBeLessThan(5_000);
});

const subjects = serviceAccountSubjects('x');

function candidates(
  conditions: readonly Condition[],
  ...denied: readonly (readonly Condition[])[]
) {
  const allow = statement({ conditions });
  const denies = denied.map((each) => statement({ effect: 'Deny', conditions: each }));
  const document = { version: '2012-10-17', statements: [allow, ...denies] };
  return claimCandidates(sub, allow, document, subjects, 'x');
}

function named(names: readonly string[]): readonly string[] {
  return names.map((name) => prefix + name);
}
