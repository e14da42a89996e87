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

/** Facts sorted into parts, each with the hash of its content: 128 bits of it, because HEAD names every part twice. */
export function partsOf(facts: FactMap): readonly { readonly hash: string; readonly part: Part }[] {
  const byName = Map.groupBy(facts, ([key]) => partName(key));
  return [...byName]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, entries]) => {
      const sorted = entries.toSorted(([a], [b]) => compareText(a, b));
      const part: Part = { schemaVersion: estateSchemaVersion, name, facts: sorted };
      return { hash: contentHash(part).slice(0, 32), part };
    });
}

export function factsOfParts(parts: readonly Part[]): FactMap {
  return new Map(parts.flatMap(({ facts }) => facts));
}

/** Two hex digits that spread principals evenly and never move one. */
function shardOf(item: string): string {
  const number = Number.parseInt(contentHash(item).slice(0, 4), 16) % iamShards;
  return number.toString(16);
}
