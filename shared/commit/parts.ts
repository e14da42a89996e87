import { contentHash } from '../findings/identity.ts';
import type { FactMap } from '../model/estate.ts';
import { type FactKey, iamPlace, readKey, trailPlace } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
import type { Part } from '../ports/estate-store.ts';

/** Grows when the shape of a fact or a part changes: what another version wrote counts as no stored estate. */
export const estateSchemaVersion = 2;

const iamShards = 16;

/** The share of the estate that a fact is stored with: a cluster, a Region, the trails, or a shard of IAM by principal. */
export function partName(key: FactKey<unknown>): string {
  const { fact, place, item } = readKey(key);
  if (place === iamPlace) return item === undefined ? 'iam' : `iam-${shardOf(item)}`;
  if (place === trailPlace) return trailPlace;
  if (fact === 'cluster') return `${place}/${item}`;
  return place;
}

/** What is stored already: the facts in it, and the hash of each part by its name. */
interface StoredEstate {
  readonly facts: FactMap;
  readonly hashes: Readonly<Record<string, string>>;
}

export interface NamedPart {
  readonly name: string;
  /** Of its content: 128 bits of it, because HEAD names every part twice. */
  readonly hash: string;
  /** Undefined where the very same is stored. */
  readonly part?: Part;
}

/** Facts sorted into parts. A part in which no fact is another than in the stored one has its hash without another look. */
export function partsOf(facts: FactMap, stored = nothingStored): readonly NamedPart[] {
  const changed = changedParts(facts, stored.facts);
  return [...Map.groupBy(facts, ([key]) => partName(key))]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, entries]) => {
      const hash = changed.has(name) ? undefined : stored.hashes[name];
      return hash === undefined ? newPart(name, entries) : { name, hash };
    });
}

const nothingStored: StoredEstate = { facts: new Map(), hashes: {} };

function changedParts(facts: FactMap, before: FactMap): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [key, fact] of facts) if (before.get(key) !== fact) changed.add(partName(key));
  for (const key of before.keys()) if (!facts.has(key)) changed.add(partName(key));
  return changed;
}

function newPart(name: string, entries: readonly Part['facts'][number][]): NamedPart {
  const facts = entries.toSorted(([a], [b]) => compareText(a, b));
  const part: Part = { schemaVersion: estateSchemaVersion, name, facts };
  return { name, hash: contentHash(part).slice(0, 32), part };
}

export function factsOfParts(parts: readonly Part[]): FactMap {
  return new Map(parts.flatMap(({ facts }) => facts));
}

/** Two hex digits that spread principals evenly and never move one. */
function shardOf(item: string): string {
  const number = Number.parseInt(contentHash(item).slice(0, 4), 16) % iamShards;
  return number.toString(16);
}
