import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesWildcard } from '../../../shared/iam/wildcard.ts';
import { wildcardsOverlap } from '../../../shared/iam/wildcard-overlap.ts';

describe('wildcardsOverlap', () => {
  test.each([
    ['kube-system', 'kube-system'],
    ['kube-*', 'kube-system'],
    ['*', 'kube-system'],
    ['', '*'],
    ['', '**'],
    ['kube-*', '*-system'],
    ['a*c', 'ab*'],
    ['kube-syste?', 'kube-system'],
    ['?', '*'],
    ['?*', 'a'],
    ['*a*b*', 'ab'],
  ])('%s and %s have a text in common', (a, b) => {
    expect(wildcardsOverlap(a, b)).toBe(true);
    expect(wildcardsOverlap(b, a)).toBe(true);
  });

  test.each([
    ['kube-system', 'kube-system2'],
    ['kube-*', 'kubesystem'],
    ['kube-*', 'flux-*'],
    ['*-dev', '*-system'],
    ['a*c', 'ab*d'],
    ['?', ''],
    ['?', 'ab'],
    ['?*', ''],
    ['*a', 'b'],
    ['', 'a'],
    ['Kube-*', 'kube-system'],
  ])('%s and %s have none', (a, b) => {
    expect(wildcardsOverlap(a, b)).toBe(false);
    expect(wildcardsOverlap(b, a)).toBe(false);
  });

  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });

  test('agrees with trying every text', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const tried = texts.some((text) => matchesWildcard(a, text) && matchesWildcard(b, text));
        expect(wildcardsOverlap(a, b)).toBe(tried);
      }),
      { numRuns: 1000 },
    );
  });

  test('is quick with hostile patterns', () => {
    expect(wildcardsOverlap('*a'.repeat(200), `${'*b'.repeat(200)}c`)).toBe(false);
  });
});

/** Every text of two letters as long as both patterns together: a shortest common text is no longer than that. */
const texts: readonly string[] = Array.from({ length: 9 }, (_, length) =>
  Array.from({ length: 2 ** length }, (_, bits) =>
    bits
      .toString(2)
      .padStart(length, '0')
      .replaceAll('0', 'a')
      .replaceAll('1', 'b')
      .slice(0, length),
  ),
).flat();
