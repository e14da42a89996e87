import { describe, expect, it } from 'vitest';
import { cachedEstates } from '../../../functions/adapters/cached-estates.ts';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { partsOf } from '../../../shared/commit/parts.ts';
import type { Head } from '../../../shared/ports/estate-store.ts';
import { sketchFacts } from '../../support/estate.ts';

const [kept, other] = partsOf(sketchFacts({ prod: { ci: {} }, dev: {} })).flatMap(
  ({ hash, part }) => (part === undefined ? [] : [{ hash, part }]),
);

function headOf(seq: number, ...parts: readonly (typeof kept)[]): Head {
  const named = parts.flatMap((of) => (of === undefined ? [] : [[of.part.name, of.hash] as const]));
  return {
    seq,
    schemaVersion: 1,
    parts: Object.fromEntries(named),
    previousParts: {},
    catalogueHash: '',
    configHash: '',
  };
}

describe('cached estates', () => {
  it('give back the very part that was put or read before: what was judged of it is found by it', async () => {
    if (kept === undefined || other === undefined) throw new Error('two parts are needed');
    const store = memoryEstates();
    await store.putPart(other.hash, other.part);
    const cached = cachedEstates(store);
    await cached.putPart(kept.hash, kept.part);
    await cached.moveHead(undefined, headOf(1, kept, other));
    await cached.head();
    expect(await cached.part(kept.part.name, kept.hash)).toBe(kept.part);
    const read = await cached.part(other.part.name, other.hash);
    expect(read).toEqual(other.part);
    expect(await cached.part(other.part.name, other.hash)).toBe(read);
  });

  it('forget what HEAD no longer names', async () => {
    if (kept === undefined || other === undefined) throw new Error('two parts are needed');
    const cached = cachedEstates(memoryEstates());
    await cached.putPart(kept.hash, kept.part);
    await cached.moveHead(undefined, headOf(1, other));
    await cached.head();
    const again = await cached.part(kept.part.name, kept.hash);
    expect(again).toEqual(kept.part);
    expect(again).not.toBe(kept.part);
  });

  it('know nothing of a part that nobody put', async () => {
    expect(await cachedEstates(memoryEstates()).part('eu-west-1', 'none')).toBeUndefined();
  });
});
