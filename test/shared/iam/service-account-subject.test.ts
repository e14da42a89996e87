import { describe, expect, test } from 'vitest';
import {
  serviceAccountOf,
  serviceAccountSubjects,
  subjectOf,
} from '../../../shared/iam/service-account-subject.ts';

describe('the service account behind a subject', () => {
  test('is what the subject was made of', () => {
    const account = { namespace: 'payments', name: 'ledger.writer' };
    expect(subjectOf(account)).toBe('system:serviceaccount:payments:ledger.writer');
    expect(serviceAccountOf(subjectOf(account))).toEqual(account);
  });

  test.each([
    'system:serviceaccount:payments',
    'system:serviceaccount::reader',
    'system:serviceaccount:payments:',
    'system:serviceaccount:payments:reader:x',
    'x-system:serviceaccount:payments:reader',
    'system:node:payments:reader',
    'System:serviceaccount:payments:reader',
  ])('is none for %s', (subject) => {
    expect(serviceAccountOf(subject)).toBeUndefined();
  });
});

test.each([
  ['', 'namespace'],
  ['system:serviceaccount:', 'namespace'],
  ['system:serviceaccount:a-', 'namespace'],
  ['system:serviceaccount:a:', 'name'],
  ['system:serviceaccount:a:b', 'name'],
  ['system:serviceaccount:a:b-', 'name'],
  ['system:serviceaccount:a:b.', 'name'],
])('after %j a subject goes on with its %s', (text, part) => {
  expect(serviceAccountSubjects('x').part(stateAfter(text) ?? 'none')).toBe(part);
});

describe('what a cluster can issue as sub', () => {
  test.each([
    ['system:serviceaccount:a:b', true],
    ['system:serviceaccount:pay-ments2:a.b-c.d', true],
    ['system:serviceaccount:a--b:c--d', true],
    ['system:serviceaccount:一:一', true],
    ['system:serviceaccount:二:a', false],
    ['system:serviceaccount:-a:b', false],
    ['system:serviceaccount:a-:b', false],
    ['system:serviceaccount:a.b:c', false],
    ['system:serviceaccount:a:.b', false],
    ['system:serviceaccount:a:b.', false],
    ['system:serviceaccount:a:b-', false],
    ['system:serviceaccount:a:b-.c', false],
    ['system:serviceaccount:a:b..c', false],
    ['system:serviceaccount:a:-b', false],
    ['system:serviceaccount:a:b:c', false],
    ['system:serviceaccount:a', false],
    ['system:serviceaccount::a', false],
    ['system:serviceaccount:A:b', false],
    ['system:serviceaccount:*:*', false],
    ['System:serviceaccount:a:b', false],
    ['system:', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isSubject(text)).toBe(expected);
  });
});

function isSubject(text: string): boolean {
  const end = stateAfter(text);
  return end !== undefined && serviceAccountSubjects('一').ends(end);
}

function stateAfter(text: string): string | undefined {
  const language = serviceAccountSubjects('一');
  return text
    .split('')
    .reduce<string | undefined>(
      (state, character) => (state === undefined ? state : language.after(state, character)),
      language.start,
    );
}
