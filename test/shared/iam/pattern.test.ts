import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, matchesAny, matchesPattern } from '../../../shared/iam/pattern.ts';
import { matchesWildcard } from '../../../shared/iam/wildcard.ts';

describe('a compiled pattern', () => {
  test.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['**', 'a', true],
    ['a', 'ab', false],
    ['a*', 'a', true],
    ['a*', 'ba', false],
    ['*a', 'ba', true],
    ['*a', 'ab', false],
    ['a?', 'ab', true],
    ['a?', 'a', false],
    ['?*', '', false],
    ['?*', 'a', true],
    ['*?', 'a', true],
    ['aba*ba', 'aba', false],
    ['aba*ba', 'ababa', true],
    ['*ab*ab*', 'abab', true],
    ['*ab*ab*', 'abb', false],
    ['*a?c*', 'aacabc', true],
    ['*a?c', 'abcabd', false],
    ['a*b*a', 'aba', true],
    ['a*bb*a', 'aba', false],
    ['a*ba*a', 'aba', false],
    ['a*?a*a', 'aba', false],
    ['a*?', 'a', false],
    ['${a}', '${a}', true],
    ['${?}', '${a}', true],
  ])('%j on %j is %s', (pattern, text, expected) => {
    expect(matchesPattern(compilePattern(pattern), text)).toBe(expected);
  });

  test('matches what the slow reference matches', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 9 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '$'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (written, value) => {
        expect(matchesPattern(compilePattern(written), value)).toBe(
          matchesWildcard(written, value),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test.each([
    [`${'*a'.repeat(1_000)}b`, 'a'.repeat(4_000)],
    [`${'*a?'.repeat(1_000)}b`, 'a'.repeat(4_000)],
    [`*${'a'.repeat(2_000)}b*`, 'a'.repeat(4_000)],
    [`*${'?'.repeat(2_000)}b*`, 'a'.repeat(4_000)],
  ])('takes no time over a pattern made to take long', (pattern, text) => {
    expect(matchesPattern(compilePattern(pattern), text)).toBe(false);
  });
});

describe('the quickest way to match', () => {
  test.each([
    ['*', 'everything'],
    ['**', 'everything'],
    ['', 'literal'],
    ['a', 'literal'],
    ['a*', 'prefix'],
    ['a**', 'prefix'],
    ['*a', 'runs'],
    ['*a*', 'runs'],
    ['a*b', 'runs'],
    ['a?', 'runs'],
    ['?*', 'runs'],
    ['*?', 'runs'],
  ])('of %j: %s', (pattern, kind) => {
    expect(compilePattern(pattern).kind).toBe(kind);
  });
});

describe('several compiled patterns', () => {
  test('match where one of them does', () => {
    const patterns = ['a', 'b*'].map(compilePattern);
    expect(['a', 'bc', 'c'].map((text) => matchesAny(patterns, text))).toEqual([true, true, false]);
  });
});
