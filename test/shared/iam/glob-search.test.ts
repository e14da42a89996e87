import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Budget, type Language, textsMeeting } from '../../../shared/iam/glob-search.ts';
import { piecesOf } from '../../../shared/iam/pattern-pieces.ts';
import { serviceAccountSubjects } from '../../../shared/iam/service-account-subject.ts';

const subjects = serviceAccountSubjects('x');
const prefix = 'system:serviceaccount:';

describe('what patterns let in of the subjects of a cluster', () => {
  test.each([
    ['one name', ['system:serviceaccount:pay:app'], ['pay:app']],
    ['names that a star leaves open', ['system:serviceaccount:pay:*'], ['pay:x']],
    ['a namespace that a star leaves open', ['system:serviceaccount:*:app'], ['x:app']],
    ['a star that goes on over the colon', ['system:serviceaccount:pay*'], ['pay:x', 'payx:x']],
    ['a star before the prefix ends', ['sys*:pay:app'], ['pay:app']],
    ['a star that the rest holds to one name', ['*:pay:app'], ['pay:app']],
    ['any one character', ['system:serviceaccount:pay:ap?'], ['pay:apx']],
    ['a question mark in place of the colon', ['system:serviceaccount:pay?app'], ['pay:app']],
    ['two patterns that leave one name', ['*:app', '*:pay:*'], ['pay:app']],
    ['two patterns that overlap', ['*:pay:a?', '*:pay:?p'], ['pay:ap']],
    ['an empty run', ['*:pay:app*'], ['pay:app', 'pay:appx']],
    ['two empty runs', ['*:pay:app**'], ['pay:app', 'pay:appx']],
    ['runs in a row', ['**:pay:***'], ['pay:x']],
    ['no pattern at all', [], ['x:x']],
    ['nothing where two names differ', ['*:pay:a', '*:pay:b'], []],
    ['nothing where there are too many colons', ['*:*:*:*:*'], []],
    ['nothing where no name ends so', ['system:serviceaccount:*-:app'], []],
    ['nothing of another sort', ['system:node:*'], []],
    ['nothing in the empty pattern', [''], []],
  ])('%s', (_, patterns, expected) => {
    expect(search(patterns, subjects)).toEqual(expected.map((name) => prefix + name));
  });

  test('a variable may turn out to be any text, and so may what is not understood', () => {
    const variable = [prefix, '$', '{aws:PrincipalTag/namespace}', ':app'].join('');
    const broken = [prefix, '$', '{:app'].join('');
    const read = (text: string) => piecesOf(text, { wildcards: true, variables: true });
    expect(textsMeeting([read(variable)], subjects, 'x', steps())).toEqual([`${prefix}x:app`]);
    expect(textsMeeting([read(broken)], subjects, 'x', steps())).toEqual([`${prefix}x:x`]);
  });
});

test('every step counts, and none is taken when they are used up', () => {
  const budget = steps(5);
  expect(textsMeeting([piecesOf('abc', globs)], letters, 'x', budget)).toEqual(['abc']);
  expect(budget.left).toBe(4);
  expect(textsMeeting([piecesOf('a?', globs)], letters, 'x', budget)).toEqual(['a:', 'ax']);
  expect(budget.left).toBe(0);
  expect(textsMeeting([piecesOf('a?', globs)], letters, 'x', budget)).toEqual([]);
  expect(budget.left).toBe(0);
});

test.each([
  ['one name', ['abc'], 1],
  ['one that is none', ['a:b:c'], 1],
  ['a character left open', ['a?'], 4],
  ['a run', ['a*'], 7],
  ['a run with an end', ['*ab'], 18],
  ['a run with either end', ['a*', '*b'], 13],
])('%s takes steps', (_, patterns, expected) => {
  const budget = steps();
  const read = patterns.map((pattern) => piecesOf(pattern, globs));
  textsMeeting(read, letters, 'x', budget);
  expect(10_000 - budget.left).toBe(expected);
});

test.each([
  ['a text in pieces', ['a${*}b${?}'], ['a*b?']],
  ['no text of the language', ['a:b:${?}'], []],
  ['one that a variable may meet', ['abc', 'a${aws:userid}'], ['abc']],
  ['none that a variable may meet', ['abc', 'b${aws:userid}'], []],
])('the only text that there can be: %s', (_, written, expected) => {
  const patterns = written.map((text) => piecesOf(text, { wildcards: true, variables: true }));
  expect(textsMeeting(patterns, letters, 'x', steps())).toEqual(expected);
});

/** Two parts of a, b and the stranger, with a colon between. */
const letters: Language = {
  start: 'first',
  after: (state, character) => {
    if (character === ':') return state === 'first' ? 'second' : undefined;
    return state;
  },
  ends: () => true,
  asks: () => [':'],
  part: (state) => state,
};

test('agrees with trying every text: what is found is met by all patterns, and nothing short is overlooked', () => {
  const part = fc.constantFrom('*', '?', 'a', 'b', ':', '');
  const pattern = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 2 }), (patterns) => {
      const expressions = patterns.map(regexOf);
      const meets = (text: string) => expressions.every((each) => each.test(text));
      const found = search(patterns, letters);
      expect(found.filter((text) => !meets(text))).toEqual([]);
      const open = found.map(openness);
      const overlooked = texts
        .filter(meets)
        .filter((text) => !open.some((parts) => parts.includes(openness(text))));
      expect(overlooked).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** Long enough for most of what two patterns of four places ask for. */
const texts = textsUpTo(5);

function textsUpTo(length: number): readonly string[] {
  if (length === 0) return [''];
  const shorter = textsUpTo(length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  const longer = longest.flatMap((text) => ['a', 'b', 'x', ':'].map((next) => text + next));
  return [...shorter, ...longer.filter((text) => text.split(':').length <= 2)];
}

function openness(text: string): string {
  return text
    .split(':')
    .map((part, index) => (part.includes('x') ? index : ''))
    .join('');
}

function regexOf(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

const globs = { wildcards: true, variables: false };

function search(patterns: readonly string[], language: Language): readonly string[] {
  return textsMeeting(
    patterns.map((pattern) => piecesOf(pattern, globs)),
    language,
    'x',
    steps(),
  );
}

function steps(left = 10_000): Budget {
  return { left };
}
