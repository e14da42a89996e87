import { claimOf } from '../findings/identity.ts';
import { parseIamArn } from '../model/arn.ts';
import type { Change, Claim } from '../model/change.ts';
import { createEstate, type Estate, factOf } from '../model/estate.ts';
import { absent, type Fact, isPresent, present, unread } from '../model/fact.ts';
import { type FactKey, readKey } from '../model/fact-key.ts';
import {
  differences,
  type ValueChange,
  type Values,
  valueFrom,
  valuesOf,
  withChanges,
} from '../model/value-change.ts';
import { supposedAwsAuth } from './supposed-aws-auth.ts';

/** A value that is another than it was, and how it was. */
export interface Written {
  readonly change: ValueChange;
  readonly claim: Claim;
  readonly before: ValueChange;
  /** All values of the fact as they were. */
  readonly whole: Values;
  /** When the fact was read before, and when it was read now: in between it was written. */
  readonly since: number;
  readonly until: number;
  /** Nothing but an event says that it is another than it was. */
  readonly isOnlySaid?: true;
}

/** The facts before a commit and after it. */
export interface Moves {
  readonly previous: Estate;
  readonly estate: Estate;
}

/**
 * What one fact says that it did not say before. Of a fact that was not read before only what events
 * document to have written counts: the rest may have been so for ever.
 */
export function writtenIn(
  { previous, estate }: Moves,
  key: FactKey<unknown>,
  changes: readonly Change[],
): readonly Written[] {
  const [then, now] = [factOf(previous, key), factOf(estate, key)];
  if (!now.read || isSameValue(then, now)) return [];
  if (isOfAws(key) && !(isPresent(then) && isPresent(now))) return [];
  if (!then.read) return claimedIn(estate, key, changes);
  const before = valuesOf(key, then);
  const span = { since: then.readAt, until: now.readAt };
  return differences(key, before, valuesOf(key, now)).map((change) =>
    written(change, before, span),
  );
}

/** Policies of AWS are always there, and facts only while somebody has them: that they come and go is nobody's doing. */
function isOfAws(key: FactKey<unknown>): boolean {
  const { fact, item = '' } = readKey(key);
  return fact === 'managed-policy' && parseIamArn(item)?.accountId === 'aws';
}

/** What was read again unchanged is the very same object. */
function isSameValue(then: Fact<unknown>, now: Fact<unknown>): boolean {
  return then === now || (isPresent(then) && isPresent(now) && then.value === now.value);
}

/** What holds now and an event at hand documents to have written, whether or not it was so before. */
export function claimedIn(
  estate: Estate,
  key: FactKey<unknown>,
  changes: readonly Change[],
): readonly Written[] {
  const now = factOf(estate, key);
  const claimed = new Set(
    changes
      .flatMap(({ claims }) => claims.filter((claim) => claim.key === key))
      .map(({ id }) => id),
  );
  if (!now.read || claimed.size === 0) return [];
  const values = valuesOf(key, now);
  const held = differences(key, new Map(), values);
  const candidates = values.size === 0 ? [{ key, path: '' }] : held;
  const span = { since: now.readAt, until: now.readAt };
  return candidates
    .map((change): Written => ({ ...written(change, new Map(), span), isOnlySaid: true }))
    .filter(({ claim }) => claimed.has(claim.id));
}

function written(
  change: ValueChange,
  before: Values,
  span: Pick<Written, 'since' | 'until'>,
): Written {
  const { key, path } = change;
  const value = before.get(path);
  return {
    change,
    claim: claimOf(change),
    before: value === undefined ? { key, path } : { key, path, value },
    whole: before,
    ...span,
  };
}

/** The estate as it would be had this one value not been written: what is gone is back then, with all that hung from it. */
export function without(estate: Estate, { before, whole }: Written, previous: Estate): Estate {
  const { key, path } = before;
  const values = path === '' ? whole : withChanges(valuesOf(key, factOf(estate, key)), [before]);
  const back = path === '' && whole.has('') ? hangingFrom(key, previous) : [];
  const fact = factFrom(key, values, [previous, estate]);
  const facts = new Map([...estate.facts, ...back, [key, fact]]);
  const isOfSameKeys = back.length === 0 && estate.facts.has(key);
  return isOfSameKeys ? { ...estate, facts } : createEstate(estate.account, facts);
}

/** What is known of a thing in facts of their own, and of a cluster whatever is in it. */
function hangingFrom(
  key: FactKey<unknown>,
  { facts }: Estate,
): readonly (readonly [FactKey<unknown>, Fact<unknown>])[] {
  const { fact, place, item } = readKey(key);
  const inside = fact === 'cluster' ? `${place}/${item}` : undefined;
  return [...facts]
    .filter(([other, { read }]) => {
      const its = readKey(other);
      return read && ((its.place === place && its.item === item) || its.place === inside);
    })
    .map(([other, known]) => [other, { ...known, readAt: supposed }]);
}

function factFrom(
  key: FactKey<unknown>,
  values: Values,
  estates: readonly Estate[],
): Fact<unknown> {
  const { fact } = readKey(key);
  if (fact === 'k8s-aws-auth' && values.has('')) {
    return supposedAwsAuth(key, values, estates, supposed);
  }
  const missing = (indispensable[fact] ?? []).find((path) => !values.has(path));
  if (values.has('') && missing !== undefined) return unread(`${missing}: not known`, supposed);
  const value = valueFrom(
    key,
    values.has('') ? new Map([...(empty[fact] ?? []), ...values]) : values,
  );
  return value === undefined ? absent(supposed) : present(value, supposed);
}

/** Newer than any list, so that no list says otherwise. */
const supposed = Number.MAX_SAFE_INTEGER;

/** Members without which there is nothing to judge, where nobody knows what they were. */
const indispensable: Readonly<Record<string, readonly string[]>> = {
  'pod-identity-association': ['roleArn'],
  'trust-policy': ['document'],
  'managed-policy': ['document'],
};

/** What members are where nobody gave them. */
const empty: Readonly<Record<string, Values>> = {
  'access-entry': new Map([['kubernetesGroups', []]]),
  'pod-identity-association': new Map([['disableSessionTags', false]]),
  role: new Map([['tags', {}]]),
  user: new Map([['tags', {}]]),
};
