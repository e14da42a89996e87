import type { Account } from './account.ts';
import { absent, type Fact, isAbsent, isPresent, joinFacts, unread } from './fact.ts';
import { clusterOf, type FactKey, factKeys, type ListKey, readKey, regionOf } from './fact-key.ts';
import { isMember, listOf, memberKey } from './fact-list.ts';
import { compareText } from './json.ts';

export type FactMap = ReadonlyMap<FactKey<unknown>, Fact<unknown>>;

/** All facts of one AWS account. */
export interface Estate {
  readonly account: Account;
  readonly facts: FactMap;
  /** The items whose own fact is known, by the list they belong to. */
  readonly items: ReadonlyMap<ListKey, readonly string[]>;
}

export function createEstate(account: Account, facts: FactMap): Estate {
  const items = new Map<ListKey, string[]>();
  for (const key of facts.keys()) {
    const list = isMember(key) ? listOf(key) : undefined;
    if (list === undefined) continue;
    const known = items.get(list) ?? [];
    known.push(readKey(key).item ?? '');
    items.set(list, known);
  }
  return { account, facts, items };
}

/** Facts of both, the newest reading of each. Commutative, associative, idempotent. */
export function mergeFacts(a: FactMap, b: FactMap): FactMap {
  const merged = new Map(a);
  addFacts(merged, b);
  return merged;
}

/** The same into a map of one's own, for whoever gathers many. */
export function addFacts(
  facts: Map<FactKey<unknown>, Fact<unknown>>,
  more: Iterable<readonly [FactKey<unknown>, Fact<unknown>]>,
): void {
  for (const [key, fact] of more) {
    const known = facts.get(key);
    facts.set(key, known === undefined ? fact : joinFacts(known, fact));
  }
}

/**
 * What is known of one thing. A list is evidence too: what a newer list does not name is absent,
 * whatever was read of it before.
 */
export function factOf<V>(estate: Estate, key: FactKey<V>): Fact<V> {
  const own = estate.facts.get(key) as Fact<V> | undefined;
  const list = listIn(estate.facts, listOf(key));
  if (isAbsent(list)) return absent((list as Fact<unknown>).readAt);
  if (isPresent(list) && !names(list.value, readKey(key).item)) {
    if ((own?.readAt ?? madeAt(estate, key)) <= list.readAt) return absent(list.readAt);
  }
  return own ?? unread('not read yet', 0);
}

/** When the thing that a fact hangs from was found: it may be newer than the list, and the fact not read yet. */
function madeAt({ facts }: Pick<Estate, 'facts'>, key: FactKey<unknown>): number {
  const list = listOf(key);
  const thing = list && facts.get(memberKey(list, readKey(key).item ?? ''));
  return isPresent(thing) ? thing.readAt : Number.NEGATIVE_INFINITY;
}

/**
 * The items of a list, sorted: those it names, less those found gone since, plus those found since.
 * Of an unread list, `last` holds the items known from their own facts.
 */
export function membersOf(estate: Estate, listKey: ListKey): Fact<readonly string[]> {
  const list = listIn(estate.facts, listKey);
  if (isAbsent(list)) return list as Fact<readonly string[]>;
  const named = isPresent(list) ? list.value : [];
  const known = estate.items.get(listKey) ?? [];
  const members = [...new Set([...named, ...known])]
    .filter((item) => !isAbsent(factOf(estate, memberKey(listKey, item))))
    .sort(compareText);
  if (isPresent(list)) return { ...list, value: members };
  return unread(list?.read === false ? list.reason : 'not read yet', list?.readAt ?? 0, {
    read: true,
    value: members,
    readAt: 0,
  });
}

/** How long an absence is remembered, in milliseconds: longer than any reading is under way. */
const tombstoneLife = 3_600_000;

/**
 * Drops what a newer list makes redundant, what lies outside the watched Regions, and absences older than an
 * hour that no list contradicts. Changes no member of a watched list, and no answer about one.
 */
export function pruneFacts(facts: FactMap, now: number, regions: readonly string[]): FactMap {
  const kept = new Map<FactKey<unknown>, Fact<unknown>>();
  for (const [key, fact] of facts) {
    const region = regionOf(key);
    if (region !== undefined && !regions.includes(region)) continue;
    if (isOfGoneCluster(facts, key, fact) || isRedundant(facts, key, fact, now)) continue;
    kept.set(key, fact);
  }
  return kept;
}

function isOfGoneCluster(facts: FactMap, key: FactKey<unknown>, fact: Fact<unknown>): boolean {
  const cluster = clusterOf(key);
  if (cluster === undefined) return false;
  const clusters = listIn(facts, factKeys.clusters(cluster.region));
  return (
    isPresent(clusters) && fact.readAt <= clusters.readAt && !names(clusters.value, cluster.name)
  );
}

function isRedundant(
  facts: FactMap,
  key: FactKey<unknown>,
  fact: Fact<unknown>,
  now: number,
): boolean {
  const list = listIn(facts, listOf(key));
  const named = isPresent(list) && names(list.value, readKey(key).item);
  if (named) return false;
  if (isPresent(list) && fact.readAt <= list.readAt) return true;
  return isAbsent(fact) && fact.readAt < now - tombstoneLife;
}

function listIn(facts: FactMap, key: ListKey | undefined): Fact<readonly string[]> | undefined {
  return key && (facts.get(key) as Fact<readonly string[]> | undefined);
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** `list.includes(item)`, without walking ten thousand roles for each of ten thousand. */
function names(list: readonly string[], item: string | undefined): boolean {
  const set = sets.get(list) ?? new Set(list);
  sets.set(list, set);
  return set.has(item ?? '');
}
