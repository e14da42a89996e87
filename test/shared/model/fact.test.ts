import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absent,
  type Fact,
  joinFacts,
  present,
  saySame,
  unread,
} from '../../../shared/model/fact.ts';

describe('joining two readings of one thing', () => {
  it('keeps the newer value', () => {
    expect(joinFacts(present('old', 1), present('new', 2))).toEqual(present('new', 2));
    expect(joinFacts(present('new', 2), present('old', 1))).toEqual(present('new', 2));
  });

  it('keeps a newer absence over an older value, and a newer value over an older absence', () => {
    expect(joinFacts(present('a', 1), absent(2))).toEqual(absent(2));
    expect(joinFacts(absent(1), present('a', 2))).toEqual(present('a', 2));
  });

  it('is unread when the newest attempt failed, and remembers what was read last', () => {
    expect(joinFacts(present('a', 1), unread('denied', 2))).toEqual(
      unread('denied', 2, present('a', 1)),
    );
  });

  it('forgets a failure once it was read again, at the same moment too', () => {
    expect(joinFacts(unread('denied', 1), present('a', 2))).toEqual(present('a', 2));
    expect(joinFacts(unread('denied', 2), present('a', 2))).toEqual(present('a', 2));
  });

  it('keeps the newest failure and the newest success of both sides', () => {
    const left = unread('throttled', 5, present('a', 1));
    const right = unread('denied', 4, present('b', 3));
    expect(joinFacts(left, right)).toEqual(unread('throttled', 5, present('b', 3)));
  });

  it('lets the success of one side outrun the failure of the other', () => {
    expect(joinFacts(unread('denied', 4, present('a', 1)), present('b', 6))).toEqual(
      present('b', 6),
    );
  });

  it('settles two different readings of one moment by what they say, not by their order', () => {
    expect(joinFacts(present('a', 1), present('b', 1))).toEqual(present('b', 1));
    expect(joinFacts(present('b', 1), present('a', 1))).toEqual(present('b', 1));
    expect(joinFacts(unread('a', 1), unread('b', 1))).toEqual(unread('b', 1));
    expect(joinFacts(unread('b', 1), unread('a', 1))).toEqual(unread('b', 1));
  });

  it('keeps the very value that was read again unchanged, with the time of the newer reading', () => {
    const value = { statements: ['a'] };
    const again = joinFacts(present(value, 1), present({ statements: ['a'] }, 2));
    expect(again).toEqual(present(value, 2));
    expect('value' in again && again.value).toBe(value);
    const failed = joinFacts(
      unread('denied', 2, present(value, 1)),
      present({ statements: ['a'] }, 3),
    );
    expect('value' in failed && failed.value).toBe(value);
  });

  it('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(fact, fact, fact, (a, b, c) => {
        expect(joinFacts(a, b)).toEqual(joinFacts(b, a));
        expect(joinFacts(joinFacts(a, b), c)).toEqual(joinFacts(a, joinFacts(b, c)));
        expect(joinFacts(a, a)).toEqual(a);
      }),
    );
  });
});

const time = fc.integer({ min: 0, max: 4 });
const text = fc.constantFrom('a', 'b', 'c');
const success = fc.oneof(
  fc.record({ value: text, at: time }).map(({ value, at }) => present(value, at)),
  time.map((at) => absent<string>(at)),
);
const fact: fc.Arbitrary<Fact<string>> = fc.oneof(
  success,
  fc.record({ reason: text, at: time }).map(({ reason, at }) => unread<string>(reason, at)),
  fc
    .record({ reason: text, last: success, later: fc.integer({ min: 1, max: 3 }) })
    .map(({ reason, last, later }) => unread(reason, last.readAt + later, last)),
);

describe('two readings say the same', () => {
  it.each([
    ['of one value at two times', present({ a: 1 }, 1), present({ a: 1 }, 2), true],
    ['of two values not', present({ a: 1 }, 1), present({ a: 2 }, 1), false],
    ['of an absence', absent(1), absent(2), true],
    ['of an absence and a value not', absent(1), present(null, 1), false],
    ['of nothing read and an absence not', unread('a', 1), absent(1), false],
    ['for one reason', unread('a', 1), unread('a', 2), true],
    ['for two reasons not', unread('a', 1), unread('b', 1), false],
    [
      'with the same last value',
      unread('a', 3, present(1, 1)),
      unread('a', 4, present(1, 2)),
      true,
    ],
    ['with another last value not', unread('a', 3, present(1, 1)), unread('a', 3), false],
  ])('%s', (_, a, b, same) => {
    expect(saySame(a, b)).toBe(same);
    expect(saySame(b, a)).toBe(same);
    expect(saySame(a, a)).toBe(true);
  });
});
