import { canonicalJson, compareText, sameJson } from './json.ts';

/**
 * One thing read from one place, or why it could not be read.
 * `readAt` is milliseconds since the epoch, taken before the call was sent.
 */
export type Fact<V> = ReadFact<V> | UnreadFact<V>;

/** What an answer said: the value, or that there is none. */
export type ReadFact<V> =
  | { readonly read: true; readonly value: V; readonly readAt: number }
  | { readonly read: true; readonly absent: true; readonly readAt: number };

export interface UnreadFact<V> {
  readonly read: false;
  readonly reason: string;
  readonly readAt: number;
  /** The last successful read before this failure, for the reader's information: never judged as current. */
  readonly last?: ReadFact<V>;
}

export function present<V>(value: V, readAt: number): ReadFact<V> {
  return { read: true, value, readAt };
}

export function absent<V>(readAt: number): ReadFact<V> {
  return { read: true, absent: true, readAt };
}

export function unread<V>(reason: string, readAt: number, last?: ReadFact<V>): UnreadFact<V> {
  return last === undefined
    ? { read: false, reason, readAt }
    : { read: false, reason, readAt, last };
}

export function isPresent<V>(
  fact: Fact<V> | undefined,
): fact is { readonly read: true; readonly value: V; readonly readAt: number } {
  return fact?.read === true && 'value' in fact;
}

export function isAbsent<V>(fact: Fact<V> | undefined): boolean {
  return fact?.read === true && 'absent' in fact;
}

/** Whether two readings say the same, whenever they were made. */
export function saySame(a: Fact<unknown>, b: Fact<unknown>): boolean {
  return a === b || sameJson(timeless(a), timeless(b));
}

function timeless(fact: Fact<unknown>): unknown {
  if (fact.read) return 'value' in fact ? { value: fact.value } : { absent: true };
  return { reason: fact.reason, last: fact.last && timeless(fact.last) };
}

/**
 * The join of two readings of the same thing: the newest success and, if it is newer still, the newest failure.
 * Commutative, associative and idempotent, so the order in which readings arrive cannot matter.
 */
export function joinFacts<V>(a: Fact<V>, b: Fact<V>): Fact<V> {
  const good = joinReads(a.read ? a : a.last, b.read ? b : b.last);
  const failure = newest(a.read ? undefined : a, b.read ? undefined : b);
  if (failure === undefined) return good as ReadFact<V>;
  if (good === undefined) return failure;
  return failure.readAt > good.readAt ? unread(failure.reason, failure.readAt, good) : good;
}

/** What was read again unchanged stays the very object it was: whatever was worked out of it is still found by it. */
function joinReads<V>(
  a: ReadFact<V> | undefined,
  b: ReadFact<V> | undefined,
): ReadFact<V> | undefined {
  const good = newest(a, b);
  if (good === a || !isPresent(a) || !isPresent(good) || !sameJson(a.value, good.value))
    return good;
  return present(a.value, good.readAt);
}

function newest<F extends Fact<unknown>>(a: F | undefined, b: F | undefined): F | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.readAt !== b.readAt) return a.readAt > b.readAt ? a : b;
  return compareText(tieBreaker(a), tieBreaker(b)) >= 0 ? a : b;
}

/** Two readings of the same millisecond that differ: any fixed choice will do, the next read settles it. */
function tieBreaker(fact: Fact<unknown>): string {
  return fact.read ? canonicalJson(fact) : fact.reason;
}
