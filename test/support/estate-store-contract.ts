import { expect, test } from 'vitest';
import type { EstateStore, Head, Part } from '../../shared/ports/estate-store.ts';

/** What every EstateStore promises. `create` gives an empty one. */
export function estateStoreContract(create: () => Promise<EstateStore>): void {
  test('has no HEAD at first', async () => {
    expect(await (await create()).head()).toBeUndefined();
  });

  test('moves HEAD and shows it at once', async () => {
    const store = await create();

    expect(await store.moveHead(undefined, head(1))).toBe(true);
    expect(await store.moveHead(1, head(2))).toBe(true);
    expect(await store.head()).toEqual(head(2));
  });

  test('does not make a first HEAD where there is one', async () => {
    const store = await create();
    await store.moveHead(undefined, head(1));

    expect(await store.moveHead(undefined, { ...head(1), configHash: 'other' })).toBe(false);
    expect(await store.head()).toEqual(head(1));
  });

  test('does not move a HEAD that somebody else has moved', async () => {
    const store = await create();
    await store.moveHead(undefined, head(1));
    await store.moveHead(1, head(2));

    expect(await store.moveHead(1, { ...head(2), configHash: 'other' })).toBe(false);
    expect(await store.head()).toEqual(head(2));
  });

  test('does not move a HEAD that is not there', async () => {
    const store = await create();

    expect(await store.moveHead(1, head(2))).toBe(false);
    expect(await store.head()).toBeUndefined();
  });

  test('lets one of many movers through', async () => {
    const store = await create();
    await store.moveHead(undefined, head(1));

    const movers = Array.from({ length: 8 }, () => store.moveHead(1, head(2)));

    expect((await Promise.all(movers)).filter((moved) => moved)).toEqual([true]);
  });

  test('keeps parts by name and hash', async () => {
    const store = await create();
    await store.putPart('aa11', part('eu-west-1/payments', 1));
    await store.putPart('bb22', part('eu-west-1/payments', 2));

    expect(await store.part('eu-west-1/payments', 'aa11')).toEqual(part('eu-west-1/payments', 1));
    expect(await store.part('eu-west-1/payments', 'bb22')).toEqual(part('eu-west-1/payments', 2));
  });

  test('takes the same part twice', async () => {
    const store = await create();
    await store.putPart('aa11', part('iam-0', 1));
    await store.putPart('aa11', part('iam-0', 1));

    expect(await store.part('iam-0', 'aa11')).toEqual(part('iam-0', 1));
  });

  test('knows no part that was never put', async () => {
    expect(await (await create()).part('iam-0', 'cc33')).toBeUndefined();
  });
}

export function head(seq: number): Head {
  return {
    seq,
    schemaVersion: 1,
    parts: { 'iam-0': 'aa11' },
    previousParts: {},
    catalogueHash: 'catalogue',
    configHash: 'config',
  };
}

function part(name: string, readAt: number): Part {
  return {
    schemaVersion: 1,
    name,
    facts: [[`clusters ${name}`, { read: true, value: ['payments'], readAt }]],
  };
}
