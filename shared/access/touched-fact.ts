import type { Account } from '../model/account.ts';
import { type Estate, factOf } from '../model/estate.ts';
import { type Fact, isPresent } from '../model/fact.ts';
import type { FactKey } from '../model/fact-key.ts';
import type { AccessState } from '../model/finding.ts';
import { compareText } from '../model/json.ts';
import type { ValueChange } from '../model/value-change.ts';

/** Two looks at one account, and the differences between them that matter. */
export interface AccessStoryInput {
  readonly previous: Estate;
  readonly estate: Estate;
  readonly changes: readonly ValueChange[];
}

/** One fact on both sides of a change. */
export interface TouchedFact<V> {
  readonly key: FactKey<V>;
  readonly account: Account;
  readonly was: Fact<V>;
  readonly is: Fact<V>;
  /** Of the values that differ, sorted. */
  readonly paths: readonly string[];
}

export function touchedFact<V>(
  { previous, estate, changes }: AccessStoryInput,
  key: FactKey<V>,
): TouchedFact<V> {
  const paths = changes.filter((change) => change.key === key).map(({ path }) => path);
  return {
    key,
    account: estate.account,
    was: factOf(previous, key),
    is: factOf(estate, key),
    paths: [...new Set(paths)].sort(compareText),
  };
}

/** The value of a fact; undefined for what is absent, and for what was not read. */
export function valueIn<V>(fact: Fact<V>): V | undefined {
  return isPresent(fact) ? fact.value : undefined;
}

/** Why a fact is not known: an unread one without a reading is what nobody has looked at yet. */
export function whyUnread(fact: Fact<unknown>, what: string): string | undefined {
  if (fact.read) return undefined;
  return fact.readAt === 0 ? `${what} had never been read` : `${what} not read: ${fact.reason}`;
}

/** One side of a comparison: a line for each thing that the other side may lack. */
export function stateOf<V>(
  fact: Fact<V>,
  what: string,
  linesOf: (value: V) => readonly string[],
): AccessState {
  const unread = whyUnread(fact, what);
  if (unread !== undefined) return { grants: [], unread };
  const value = valueIn(fact);
  return { grants: value === undefined ? [] : linesOf(value) };
}
