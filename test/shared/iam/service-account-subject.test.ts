import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesEveryServiceAccount } from '../../../shared/iam/service-account-subject.ts';

test.each([
  ['*', true],
  ['system:*', true],
  ['system:serviceaccount:*', true],
  ['system:serviceaccount:*:*', true],
  ['system:serviceaccount:?*:?*', true],
  ['s*:*:*:*', true],
  ['*serviceaccount*', true],
  ['system:serviceaccount:payments:*', false],
  ['system:serviceaccount:*:reader', false],
  ['system:serviceaccount:p*', false],
  ['system:serviceaccount:?:*', false],
  ['system:serviceaccount:*:??*', false],
  ['System:*', false],
  ['system:serviceaccount:*:*:*', false],
  ['', false],
  ['system:serviceaccount:一*:*', false],
])('%s', (pattern, expected) => {
  expect(matchesEveryServiceAccount(pattern)).toBe(expected);
});

test('agrees with trying names, one by one', () => {
  const part = fc.constantFrom('*', '?', 'a', ':', '', '**', '?*');
  const pattern = fc
    .tuple(part, part, part, part, part)
    .map((parts) => `system:serviceaccount:${parts.join('')}`);
  fc.assert(
    fc.property(pattern, (glob) => {
      expect(matchesEveryServiceAccount(glob)).toBe(matchesAllNames(glob));
    }),
    { numRuns: 2_000 },
  );
});

const names = ['a', 'b', 'aa', 'ab', 'ba', 'bb', 'aaaaaaaa', 'bbbbbbbb', 'abababab', 'babababa'];

function matchesAllNames(glob: string): boolean {
  const regex = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return names.every((namespace) =>
    names.every((name) => regex.test(`system:serviceaccount:${namespace}:${name}`)),
  );
}
