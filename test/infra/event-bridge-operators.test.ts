import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../shared/model/json.ts';
import { matchesPattern } from '../support/event-bridge-pattern.ts';

interface Case {
  readonly pattern: Json;
  readonly matching: readonly Json[];
  readonly other: readonly Json[];
}

/** What one member `x` of a pattern says, and the values of an event's `x` on both sides of it. */
const operators: Readonly<Record<string, Case>> = {
  'a literal text': { pattern: ['a'], matching: ['a'], other: ['A', 'ab', '', null, 1] },
  'the empty text': { pattern: [''], matching: [''], other: ['a', null] },
  'a literal number': { pattern: [1], matching: [1], other: ['1', 2, true] },
  'a literal truth': { pattern: [true], matching: [true], other: ['true', false, 1] },
  null: { pattern: [null], matching: [null], other: ['null', '', 0] },
  'one of several': {
    pattern: ['a', { prefix: 'b' }, 3],
    matching: ['a', 'bc', 3],
    other: ['c', 'ab', '3'],
  },
  prefix: { pattern: [{ prefix: 'ab' }], matching: ['ab', 'abc'], other: ['a', 'xab', 'AB', 1] },
  'prefix in any case': {
    pattern: [{ prefix: { 'equals-ignore-case': 'aB' } }],
    matching: ['ab', 'ABC'],
    other: ['a', 'xab'],
  },
  suffix: { pattern: [{ suffix: 'yz' }], matching: ['yz', 'xyz'], other: ['z', 'yza', 'YZ', 1] },
  'suffix in any case': {
    pattern: [{ suffix: { 'equals-ignore-case': 'yZ' } }],
    matching: ['yz', 'XYZ'],
    other: ['z', 'yza'],
  },
  'equals-ignore-case': {
    pattern: [{ 'equals-ignore-case': 'Ab' }],
    matching: ['ab', 'AB'],
    other: ['abc', 'a', 1],
  },
  'a wildcard within': {
    pattern: [{ wildcard: 'a*z' }],
    matching: ['az', 'a*z', 'abcz', 'a\nz'],
    other: ['a', 'azb', 'xaz', 1],
  },
  'wildcards around': {
    pattern: [{ wildcard: '*:own-*' }],
    matching: ['arn:own-', 'a:b:own-c', ':own-:own-'],
    other: ['own-a', 'arn:own', 'arn:other-own-'],
  },
  'a star that is meant': {
    pattern: [{ wildcard: 'a\\*\\\\*' }],
    matching: ['a*\\', 'a*\\b'],
    other: ['ab\\', 'a*', 'a\\*'],
  },
  'a character that means something elsewhere': {
    pattern: [{ wildcard: 'a.b?[c]*' }],
    matching: ['a.b?[c]'],
    other: ['axb?[c]', 'a.bx[c]', 'a.b?c'],
  },
  'anything-but a text': {
    pattern: [{ 'anything-but': 'a' }],
    matching: ['b', 'A', '', null, 1],
    other: ['a'],
  },
  'anything-but a number': { pattern: [{ 'anything-but': 1 }], matching: [2, '1'], other: [1] },
  'anything-but several': {
    pattern: [{ 'anything-but': ['a', 'b'] }],
    matching: ['c', 'ab'],
    other: ['a', 'b'],
  },
  'anything-but a prefix': {
    pattern: [{ 'anything-but': { prefix: 'a' } }],
    matching: ['ba', '', 1],
    other: ['a', 'ab'],
  },
  'anything-but several suffixes': {
    pattern: [{ 'anything-but': { suffix: ['y', 'z'] } }],
    matching: ['za', ''],
    other: ['ay', 'az'],
  },
  'anything-but in any case': {
    pattern: [{ 'anything-but': { 'equals-ignore-case': 'a' } }],
    matching: ['b', 'aa'],
    other: ['a', 'A'],
  },
  'anything-but a wildcard': {
    pattern: [{ 'anything-but': { wildcard: '*/lib/*' } }],
    matching: ['/lib', 'a/b/c'],
    other: ['a/lib/b'],
  },
  'exists: true': { pattern: [{ exists: true }], matching: ['', null, 0, ['a']], other: [[], {}] },
  'a list, by any of its items': {
    pattern: ['a'],
    matching: [
      ['a', 'b'],
      [['b'], ['a']],
    ],
    other: [['b'], [], { a: 'a' }],
  },
  'anything-but, by any item that is another': {
    pattern: [{ 'anything-but': 'a' }],
    matching: [['a', 'b']],
    other: [['a'], []],
  },
};

describe.each(Object.entries(operators))('%s', (_, { pattern, matching, other }) => {
  it.each(matching.map((value) => [value]))('matches %j', (value) => {
    expect(matchesPattern({ x: pattern }, { x: value })).toBe(true);
  });

  it.each(other.map((value) => [value]))('does not match %j', (value) => {
    expect(matchesPattern({ x: pattern }, { x: value })).toBe(false);
  });

  it('does not match what is not there', () => {
    expect(matchesPattern({ x: pattern }, { y: 'a' })).toBe(false);
  });
});

describe('whatever the text', () => {
  const text = fc.string({ unit: 'grapheme' });
  const some = fc.string({ unit: 'grapheme', minLength: 1 });
  const escaped = (literal: string) => literal.replace(/[\\*]/g, '\\$&');

  it('a wildcard matches all that its parts are found in, in order, from end to end', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(some, text), { minLength: 1 }), text, (parts, end) => {
        const wildcard = `${parts.map(([literal]) => escaped(literal)).join('*')}*`;
        const value = `${parts.map(([literal, gap]) => literal + gap).join('')}${end}`;
        return matchesPattern({ x: [{ wildcard }] }, { x: value });
      }),
    );
  });

  it('a wildcard without a star that is wild matches the text itself alone', () => {
    fc.assert(
      fc.property(some, some, (literal, value) => {
        const matches = matchesPattern({ x: [{ wildcard: escaped(literal) }] }, { x: value });
        expect(matches).toBe(literal === value);
        return matchesPattern({ x: [{ wildcard: escaped(literal) }] }, { x: literal });
      }),
    );
  });

  it('anything-but an operator is the opposite of the operator', () => {
    const operator = fc.constantFrom('prefix', 'suffix', 'equals-ignore-case');
    fc.assert(
      fc.property(operator, some, text, fc.nat(), (name, operand, more, at) => {
        const value = [operand, operand + more, more + operand, more][at % 4] ?? '';
        const is = matchesPattern({ x: [{ [name]: operand }] }, { x: value });
        expect(matchesPattern({ x: [{ 'anything-but': { [name]: operand } }] }, { x: value })).toBe(
          !is,
        );
      }),
    );
  });
});
