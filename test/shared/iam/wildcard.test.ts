import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesWildcard } from '../../../shared/iam/wildcard.ts';

describe('matchesWildcard', () => {
  test.each([
    ['s3:GetObject', 's3:GetObject', true],
    ['s3:GetObject', 's3:GetObjects', false],
    ['s3:GetObject', 's3:Getobject', false],
    ['*', '', true],
    ['?', '', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a*c', 'ac', true],
    ['a*a', 'a', false],
    ['*b*', 'abc', true],
    ['*bb*', 'abcb', false],
    ['*ab?', 'xabab', false],
    ['pay*', 'pay:evil', true],
    ['a*b*c', 'abbbc', true],
    ['', '', true],
    ['', 'a', false],
  ])('%j on %j is %s', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  test('agrees with a regular expression', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.', '\n'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (glob, value) => {
        expect(matchesWildcard(glob, value)).toBe(asRegex(glob).test(value));
      }),
      { numRuns: 5_000 },
    );
  });

  test('takes no time over a pattern made to take long', () => {
    expect(matchesWildcard(`${'*a'.repeat(200)}b`, 'a'.repeat(4_000))).toBe(false);
  });
});

function asRegex(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
