import { expect, test } from 'vitest';
import type { Change } from '../../shared/model/change.ts';
import type { ScopedSweep, ScopedSweeps } from '../../shared/ports/scoped-sweeps.ts';

/** What every ScopedSweeps promises. `create` gives an empty one. */
export function scopedSweepsContract(create: () => Promise<ScopedSweeps>): void {
  test('has nothing waiting at first', async () => {
    expect(await (await create()).waiting()).toEqual([]);
  });

  test('keeps what is asked for until it is done', async () => {
    const sweeps = await create();
    await sweeps.ask([
      ofCluster('prod', 'event-1'),
      ofCluster('dev'),
      { request: { kind: 'iam' } },
    ]);

    expect(await waitingIn(sweeps)).toEqual([
      { request: { kind: 'iam' } },
      ofCluster('dev'),
      ofCluster('prod', 'event-1'),
    ]);

    await sweeps.done(await sweeps.waiting());
    expect(await sweeps.waiting()).toEqual([]);
  });

  test('keeps the same once, and once for each event that asks for it', async () => {
    const sweeps = await create();
    await sweeps.ask([ofCluster('prod', 'event-1')]);
    await sweeps.ask([ofCluster('prod', 'event-1'), ofCluster('prod', 'event-2')]);

    expect(await waitingIn(sweeps)).toEqual([
      ofCluster('prod', 'event-1'),
      ofCluster('prod', 'event-2'),
    ]);
  });

  test('keeps what is asked for while the rest is being read', async () => {
    const sweeps = await create();
    await sweeps.ask([ofCluster('prod')]);
    const taken = await sweeps.waiting();
    await sweeps.ask([ofCluster('dev')]);
    await sweeps.done(taken);

    expect(await waitingIn(sweeps)).toEqual([ofCluster('dev')]);
  });

  test('keeps what is asked for again while it is being read', async () => {
    const sweeps = await create();
    await sweeps.ask([ofCluster('prod'), ofCluster('dev')]);
    const taken = await sweeps.waiting();
    await sweeps.ask([ofCluster('prod')]);
    await sweeps.done(taken);

    expect(await waitingIn(sweeps)).toEqual([ofCluster('prod')]);
  });

  test('is done twice without complaint', async () => {
    const sweeps = await create();
    await sweeps.ask([ofCluster('prod')]);
    const taken = await sweeps.waiting();
    await sweeps.done(taken);
    await sweeps.done(taken);

    expect(await sweeps.waiting()).toEqual([]);
  });

  test('keeps a burst of 500 events with what each of them claims', async () => {
    const sweeps = await create();
    const burst = Array.from({ length: 500 }, (_, n) => ofCluster('prod', `event-${n}`, 20));
    await sweeps.ask(burst);

    const taken = await sweeps.waiting();
    expect(new Set(taken.map(({ change }) => change?.actor.eventId)).size).toBe(500);
    expect(taken[0]?.change?.claims).toHaveLength(20);

    await sweeps.done(taken);
    expect(await sweeps.waiting()).toEqual([]);
  });
}

/** In the order of their texts, without their tickets. */
async function waitingIn(sweeps: ScopedSweeps): Promise<readonly ScopedSweep[]> {
  const waiting = (await sweeps.waiting()).map(({ ticket: _, ...sweep }) => sweep);
  const text = ({ request, change }: ScopedSweep) =>
    JSON.stringify([request.kind === 'iam' ? '' : request, change?.actor.eventId]);
  return waiting.sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

function ofCluster(name: string, eventId?: string, claims = 1): ScopedSweep {
  const request = { kind: 'cluster', cluster: { region: 'eu-west-1', name } } as const;
  return eventId === undefined ? { request } : { request, change: changeOf(eventId, claims) };
}

function changeOf(eventId: string, claims: number): Change {
  return {
    actor: {
      name: 'role/ci',
      eventId,
      eventName: 'UpdateClusterConfig',
      eventTime: 1,
      region: 'eu-west-1',
    },
    claims: Array.from({ length: claims }, (_, n) => ({
      key: `access-entry eu-west-1/prod arn:aws:iam::111122223333:role/role-${n}`,
      path: '',
      id: '0123456789abcdef',
    })),
  };
}
