import { expect, test } from 'vitest';
import type { Run } from '../../shared/model/run.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';

/** What every RunStore promises. `create` gives an empty one. */
export function runStoreContract(create: () => Promise<RunStore>): void {
  test('gives the lease to one run and names it to the others', async () => {
    const runs = await create();

    expect(await runs.begin(run('one'), 1_000, 0)).toBe('begun');
    expect(await runs.begin(run('two'), 1_500, 999)).toEqual({ running: 'one' });
    expect(await runs.run('one')).toEqual(run('one'));
    expect(await runs.run('two')).toBeUndefined();
  });

  test('gives the lease on when it has run out', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);

    expect(await runs.begin(run('two'), 2_000, 1_000)).toBe('begun');
    expect(await runs.renew('one', 3_000)).toBe(false);
  });

  test('lets the run that holds the lease begin again', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);

    expect(await runs.begin(run('one'), 2_000, 500)).toBe('begun');
    expect(await runs.begin(run('two'), 3_000, 1_500)).toEqual({ running: 'one' });
  });

  test('holds a renewed lease for longer', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);

    expect(await runs.renew('one', 2_000)).toBe(true);
    expect(await runs.begin(run('two'), 3_000, 1_999)).toEqual({ running: 'one' });
  });

  test('renews no lease that nobody holds', async () => {
    expect(await (await create()).renew('one', 2_000)).toBe(false);
  });

  test('frees the lease and owes the digest when a run ends', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);
    await runs.finish(finished('one', 500));

    expect(await runs.run('one')).toEqual(finished('one', 500));
    expect(await runs.owed()).toEqual([finished('one', 500)]);
    expect(await runs.begin(run('two'), 2_000, 501)).toBe('begun');
  });

  test('leaves the lease to the run that took it meanwhile', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);
    await runs.begin(run('two'), 2_000, 1_000);
    await runs.finish(finished('one', 1_200));

    expect(await runs.begin(run('three'), 3_000, 1_500)).toEqual({ running: 'two' });
  });

  test('owes the digests of several runs, the oldest first', async () => {
    const runs = await create();
    for (const [id, at] of [
      ['late', 900],
      ['early', 500],
    ] as const) {
      await runs.begin(run(id), 10_000, 0);
      await runs.finish(finished(id, at));
    }

    expect((await runs.owed()).map(({ runId }) => runId)).toEqual(['early', 'late']);
  });

  test('owes no digest that was sent, even if the run is finished again', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);
    await runs.finish(finished('one', 500));
    await runs.settle('one');
    await runs.finish(finished('one', 600));

    expect(await runs.owed()).toEqual([]);
    expect(await runs.run('one')).toEqual(finished('one', 500));
  });

  test('knows the last look at the whole account that was completed before a run', async () => {
    const runs = await create();
    const ended: readonly Run[] = [
      { ...finished('1', 150), startedAt: 100 },
      { ...finished('2', 250), startedAt: 200, scope: 'waiting' },
      { ...finished('3', 350), startedAt: 300, status: 'failed' },
      { ...finished('4', 450), startedAt: 400 },
    ];
    for (const { finishedAt, ...begun } of ended) {
      await runs.begin({ ...begun, status: 'running' }, 10_000, 0);
      await runs.finish({ ...begun, ...(finishedAt !== undefined && { finishedAt }) });
    }
    await runs.begin({ ...run('5'), startedAt: 500 }, 10_000, 0);

    expect(await runs.previous('1')).toBeUndefined();
    expect(await runs.previous('4')).toEqual(ended[0]);
    expect(await runs.previous('5')).toEqual(ended[3]);
  });

  test('remembers what the last digest knew of unread facts', async () => {
    const runs = await create();
    expect(await runs.toldUnread()).toBeUndefined();

    await runs.tellUnread('a1');
    await runs.tellUnread('b2');
    expect(await runs.toldUnread()).toBe('b2');
    expect(await runs.owed()).toEqual([]);
  });

  test('settles what it does not know without complaint', async () => {
    const runs = await create();
    await runs.settle('nowhere');

    expect(await runs.run('nowhere')).toBeUndefined();
  });
}

function run(runId: string): Run {
  return { runId, startedAt: 0, status: 'running', baseline: false };
}

function finished(runId: string, finishedAt: number): Run {
  return { ...run(runId), status: 'complete', finishedAt };
}
