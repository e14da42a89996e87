import { expect, test } from 'vitest';
import { memoryScopedSweeps } from '../../../functions/adapters/memory-scoped-sweeps.ts';
import { wakingSweeps } from '../../../functions/adapters/waking-sweeps.ts';

const iam = { request: { kind: 'iam' } } as const;

test('asking keeps what is asked for and invokes the sweep for it once', async () => {
  const payloads: unknown[] = [];
  const store = memoryScopedSweeps();
  const sweeps = wakingSweeps(store, {
    request: async (payload) => {
      payloads.push([payload, (await store.waiting()).length]);
    },
  });

  await sweeps.ask([iam, { request: { kind: 'monitor' } }]);

  // What waits is there before the sweep can look for it.
  expect(payloads).toEqual([[{ waiting: true }, 2]]);
});

test('asking for nothing invokes nothing', async () => {
  const sweeps = wakingSweeps(memoryScopedSweeps(), {
    request: () => Promise.reject(new Error('nobody asked')),
  });

  await sweeps.ask([]);
  expect(await sweeps.waiting()).toEqual([]);
});

test('an invocation that fails loses nothing', async () => {
  const sweeps = wakingSweeps(memoryScopedSweeps(), {
    request: () => Promise.reject(new Error('TooManyRequestsException')),
  });

  await expect(sweeps.ask([iam])).rejects.toThrow('TooManyRequestsException');
  expect(await sweeps.waiting()).toEqual([{ ...iam, ticket: '1' }]);
});
