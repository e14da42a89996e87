import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../shared/model/json.ts';
import { matchesPattern } from '../support/event-bridge-pattern.ts';

const eksCalls = { source: ['aws.eks'], detail: { eventName: ['CreateCluster'] } };
const noError = { detail: { errorCode: [{ exists: false }] } };
const either = { a: ['1'], $or: [{ b: ['2'] }, { c: { d: ['3'] }, e: ['4'] }] };
const within = { a: { $or: [{ b: ['1'] }, { $or: [{ c: ['2'] }, { d: ['3'] }] }] } };
const annaSmith = { people: { first: ['Anna'], last: ['Smith'] } };

describe('a pattern', () => {
  it.each<[string, Json, Json]>([
    [
      'with all its members',
      eksCalls,
      { source: 'aws.eks', detail: { eventName: 'CreateCluster', more: 1 } },
    ],
    ['where a member must not be there', noError, { detail: { eventName: 'a' } }],
    ['where not even the parent is', noError, { source: 'aws.eks' }],
    ['where in its place is no value', noError, { detail: { errorCode: { deep: 'a' } } }],
    ['that takes absence or a value', { x: [{ exists: false }, 'a'] }, { x: 'a' }],
    ['that takes absence or a value, absent', { x: [{ exists: false }, 'a'] }, { y: 'a' }],
    ['with one alternative', either, { a: '1', b: '2' }],
    ['with the other', either, { a: '1', c: { d: '3' }, e: '4' }],
    ['with an alternative within another', within, { a: { d: '3' } }],
    [
      'by one object of a list',
      annaSmith,
      {
        people: [
          { first: 'Peter', last: 'Jones' },
          { first: 'Anna', last: 'Smith' },
        ],
      },
    ],
    [
      'by one object of a list in a list',
      annaSmith,
      { people: [[{ first: 'Peter' }], [{ first: 'Anna', last: 'Smith' }]] },
    ],
    ['by items of two lists', { a: ['1'], b: ['2'] }, { a: ['0', '1'], b: ['2', '0'] }],
    ['by a name with a dot in it', { a: { b: ['1'] } }, { 'a.b': '1' }],
  ])('matches %s', (_, pattern, event) => {
    expect(matchesPattern(pattern, event)).toBe(true);
  });

  it.each<[string, Json, Json]>([
    [
      'with one member wrong',
      eksCalls,
      { source: 'aws.ecs', detail: { eventName: 'CreateCluster' } },
    ],
    ['with one member missing', eksCalls, { source: 'aws.eks', detail: {} }],
    ['where the parent is null', eksCalls, { source: 'aws.eks', detail: null }],
    ['where a member must not be there and is', noError, { detail: { errorCode: 'a' } }],
    ['where it is null, which is a value', noError, { detail: { errorCode: null } }],
    ['that takes absence or a value, of another', { x: [{ exists: false }, 'a'] }, { x: 'b' }],
    ['with no alternative', either, { a: '1' }],
    ['with half an alternative', either, { a: '1', c: { d: '3' } }],
    ['with an alternative alone', either, { b: '2' }],
    ['with what an alternative within wants outside', within, { d: '3' }],
    [
      'by two objects of a list',
      annaSmith,
      {
        people: [
          { first: 'Anna', last: 'Jones' },
          { first: 'Peter', last: 'Smith' },
        ],
      },
    ],
    [
      'that wants absence, by the one object of a list that lacks it',
      { a: { b: [{ exists: false }] } },
      { a: [{ b: '1' }, { c: '2' }] },
    ],
    ['in another case of its names', { a: ['1'] }, { A: '1' }],
  ])('does not match %s', (_, pattern, event) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });

  it.each<[string, Json]>([
    ['A pattern is an object', ['aws.eks']],
    ['An empty object at the top', {}],
    ['An empty object at detail', { detail: {} }],
    ['No list of values at source', { source: 'aws.eks' }],
    ['No list of values at source', { source: [] }],
    ['$or takes at least two objects', { $or: [{ a: ['1'] }] }],
    ['$or takes at least two objects', { $or: { a: ['1'] } }],
    ['A list is no value', { a: [['1']] }],
    ['No operator that is known here: cidr', { a: [{ cidr: '10.0.0.0/8' }] }],
    ['No operator that is known here: exists', { a: [{ exists: 'true' }] }],
    ['No operator on text: suffix', { a: [{ prefix: { suffix: 'a' } }] }],
    ['Not one operator', { a: [{ prefix: 'a', suffix: 'b' }] }],
    ['Not one operator', { a: [{}] }],
    ['An empty list', { a: [{ 'anything-but': [] }] }],
    ['No text: 1', { a: [{ prefix: 1 }] }],
    ['No text: ""', { a: [{ suffix: '' }] }],
    ['Two wildcards side by side', { a: [{ wildcard: 'a**' }] }],
    ['A stray backslash', { a: [{ wildcard: 'a\\b' }] }],
    ['A stray backslash', { a: [{ wildcard: 'a\\' }] }],
  ])('is refused: %s, %#', (message, pattern) => {
    expect(() => matchesPattern(pattern, { a: 'a' })).toThrow(message);
  });
});

it('an event matches the pattern of all that it holds, and none that asks for one thing more', () => {
  const leaf = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.integer());
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const { event } = fc.letrec<{ event: { [key: string]: Json } }>((tie) => ({
    event: fc.dictionary(name, fc.oneof({ maxDepth: 3 }, leaf, tie('event')), {
      minKeys: 1,
    }) as fc.Arbitrary<{ [key: string]: Json }>,
  }));
  fc.assert(
    fc.property(event, (given) => {
      expect(matchesPattern(patternOf(given), given)).toBe(true);
      expect(matchesPattern({ ...patternOf(given), e: [{ exists: true }] }, given)).toBe(false);
      return matchesPattern({ ...patternOf(given), e: [{ exists: false }] }, given);
    }),
  );
});

function patternOf(event: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(event).map(([name, of]) => [
      name,
      typeof of === 'object' && of !== null ? patternOf(of as typeof event) : [of],
    ]),
  );
}
