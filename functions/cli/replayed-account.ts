import { createEstate, type Estate, factOf } from '../../shared/model/estate.ts';
import { absent, type Fact, isAbsent, present } from '../../shared/model/fact.ts';
import { type FactKey, readKey } from '../../shared/model/fact-key.ts';
import { compareText, type Json } from '../../shared/model/json.ts';
import type { AwsAuth } from '../../shared/model/kubernetes.ts';
import type { ReadRequest, ToldFacts } from '../../shared/model/reading.ts';
import {
  type ValueChange,
  valueFrom,
  valuesOf,
  withChanges,
} from '../../shared/model/value-change.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FactSource } from '../../shared/ports/estate-source.ts';
import type { EventFactSource } from '../../shared/ports/event-source.ts';
import { readAwsAuthMappings } from '../../shared/wire/aws-auth.ts';
import { requestedFacts } from './requested-facts.ts';

/** An account that is read again after each event, without an account. */
export interface ReplayedAccount {
  readonly source: FactSource & EventFactSource;
  estate(): Estate;
  /** From now on it reads so. Says which fact the changes cannot be made to, and makes none of them, where they cannot. */
  write(changes: readonly ValueChange[]): string | undefined;
  /** What was asked for and could not be read, of what could be read `before`; with the reason, sorted. */
  unread(before: Estate): readonly string[];
}

export function replayedAccount(start: Estate, clock: Clock): ReplayedAccount {
  const { account } = start;
  let estate = start;
  const unread = new Map<FactKey<unknown>, string>();
  async function* read(request: ReadRequest): AsyncGenerator<ToldFacts> {
    const facts = requestedFacts(estate, request, clock());
    for (const [key, fact] of facts) if (!fact.read) unread.set(key, fact.reason);
    yield { facts };
  }
  return {
    source: { account: async () => account, read, calls: () => 0 },
    estate: () => estate,
    write: (changes) => {
      const written = writtenTo(estate, changes, clock());
      if (typeof written === 'string') return written;
      estate = createEstate(account, new Map([...estate.facts, ...written]));
      return undefined;
    },
    unread: (before) =>
      [...unread]
        .filter(([key]) => before.facts.get(key)?.read !== false)
        .map(([key, reason]) => `${key}: ${reason}`)
        .sort(compareText),
  };
}

type Written = readonly (readonly [FactKey<unknown>, Fact<unknown>])[];

/** The facts that the changes make, or the key of one that they cannot be made to. */
function writtenTo(estate: Estate, changes: readonly ValueChange[], now: number): Written | string {
  const written: [FactKey<unknown>, Fact<unknown>][] = [];
  for (const [key, ofKey] of Map.groupBy(changes, (change) => change.key)) {
    const before = factOf(estate, key);
    const value = valueFrom(key, withChanges(valuesOf(key, before), ofKey));
    if (value !== undefined) written.push([key, present(understood(key, value), now)]);
    else if (canBeAbsent(before, ofKey)) written.push([key, absent(now)]);
    else return key;
  }
  return written;
}

/** What a fact holds beside its values: of aws-auth what its texts mean. */
function understood(key: FactKey<unknown>, value: Json): unknown {
  if (readKey(key).fact !== 'k8s-aws-auth') return value;
  const { data } = value as { readonly data: AwsAuth['data'] };
  return { data, mappings: readAwsAuthMappings(data) };
}

/** What was taken away, or was not there when something of it was. */
function canBeAbsent(before: Fact<unknown>, changes: readonly ValueChange[]): boolean {
  if (changes.some(({ path }) => path === '')) return true;
  return isAbsent(before) && changes.every(({ value }) => value === undefined);
}
