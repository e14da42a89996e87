import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/model/change.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import type { ScopedSweep } from '../../shared/ports/scoped-sweeps.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const admin = ['AmazonEKSClusterAdminPolicy'];
const waiting = { waiting: true };
const plainTrust = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::012345678901:root' },
    Action: 'sts:AssumeRole',
  },
};

/** An account that has been looked at, in which a role is then made cluster admin of a new cluster. */
async function withNews() {
  const watch = gatewatch();
  watch.roles.set('ci', plainTrust);
  watch.clusters.set('prod', new Map([['ci', []]]));
  await watch.sweep();
  await watch.alert();
  watch.asked.length = 0;
  watch.metrics.length = 0;
  watch.reports.length = 0;
  watch.clusters.set('dev', new Map([['ci', admin]]));
  return watch;
}

function ofCluster(name: string): ReadRequest {
  return { kind: 'cluster', cluster: { region: 'eu-west-1', name } };
}

function asked(name: string, eventId?: string): ScopedSweep {
  const request = ofCluster(name);
  return eventId === undefined ? { request } : { request, change: changeOf(eventId) };
}

function changeOf(eventId: string): Change {
  return {
    actor: {
      name: 'role/ci',
      eventId,
      eventName: 'CreateCluster',
      eventTime: Date.parse('2026-11-22T10:00:00Z'),
      region: 'eu-west-1',
    },
    claims: [],
  };
}

describe('a sweep of what waits', () => {
  it('reads just that, commits it and forgets it', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    const outcome = await watch.sweep(waiting);

    expect(outcome).toEqual({
      status: 'taken',
      runId: 'run-2',
      durationMs: expect.any(Number),
      requests: 1,
      transitions: 1,
    });
    expect(watch.asked).toEqual([ofCluster('dev')]);
    expect(await watch.live()).toEqual([`access-entry-no-cluster-admin dev ${roleArn('ci')}`]);
    expect(await watch.scopedSweeps.waiting()).toEqual([]);
  });

  it('is told at once, under the events that asked for it', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('dev', 'event-2'), asked('dev', 'event-1')]);
    await watch.sweep(waiting);

    const steps = (await watch.findings.owed()).flatMap(({ owed }) => owed);
    expect(steps).toMatchObject([
      { type: 'OPENED', cause: 'change', delivery: 'now', group: 'event-1 event-2' },
    ]);
    expect(await watch.alert()).toHaveLength(1);
    expect(await watch.alert()).toEqual([]);
  });

  it('reads once what a burst of 500 events asks for, and gives them one short name', async () => {
    const watch = await withNews();
    const burst = Array.from({ length: 500 }, (_, n) => asked('dev', `event-${n}`));
    await watch.scopedSweeps.ask(burst);

    expect(await watch.sweep(waiting)).toMatchObject({ requests: 1, transitions: 1 });
    expect(watch.asked).toEqual([ofCluster('dev')]);
    const [{ owed: [step] = [] } = {}] = await watch.findings.owed();
    expect(step?.group).toMatch(/^[0-9a-f]{20}$/);
  });

  it('commits all that one event asked for with that event', async () => {
    const watch = await withNews();
    watch.clusters.set('test', new Map([['ci', admin]]));
    await watch.scopedSweeps.ask([asked('dev', 'event-1'), asked('test', 'event-1')]);

    expect(await watch.sweep(waiting)).toMatchObject({ requests: 2, transitions: 2 });
    expect(await watch.alert()).toHaveLength(1);
  });

  it('goes on until nothing waits', async () => {
    const watch = await withNews();
    const names = Array.from({ length: 9 }, (_, n) => `cluster-${n}`);
    await watch.scopedSweeps.ask(names.map((name) => asked(name, `event-${name}`)));

    expect(await watch.sweep(waiting)).toMatchObject({ status: 'taken', requests: 9 });
    expect(watch.invocations).toEqual([]);
  });

  it('leaves the rest to another invocation when time is short', async () => {
    const watch = await withNews();
    const names = Array.from({ length: 9 }, (_, n) => `cluster-${n}`);
    await watch.scopedSweeps.ask(names.map((name) => asked(name)));

    const outcome = await watch.sweep(waiting, { timeLeft: () => 59_999 });
    expect(outcome).toMatchObject({ status: 'taken', requests: 4 });
    expect(watch.invocations).toEqual([waiting]);
    await watch.sweep(waiting);
    expect(await watch.scopedSweeps.waiting()).toEqual([]);
  });

  it('is no look at the account: no report, no metric, no message about nothing', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('prod', 'event-1')]);
    await watch.sweep(waiting);

    expect(watch.reports).toEqual([]);
    expect(watch.metrics).toEqual([]);
    expect(await watch.runs.run('run-2')).toMatchObject({
      status: 'complete',
      scope: 'waiting',
      baseline: false,
      summary: { transitions: 0, open: { HIGH: 0 } },
    });
    expect(await watch.alert()).toEqual([]);
    expect(await watch.runs.owed()).toEqual([]);
  });

  it('is no baseline, even before the first look', async () => {
    const watch = gatewatch();
    watch.clusters.set('dev', new Map([['ci', admin]]));
    await watch.scopedSweeps.ask([asked('dev')]);
    await watch.sweep(waiting);
    expect(await watch.runs.run('run-1')).toMatchObject({ baseline: false });

    await watch.sweep();
    expect((await watch.alert()).map(({ subject }) => subject).join()).toContain('First look');
  });

  it('that nothing waits for begins no run', async () => {
    const watch = await withNews();
    expect(await watch.sweep(waiting)).toEqual({ status: 'nothing-waiting' });
    expect(await watch.runs.run('run-2')).toBeUndefined();
    expect(watch.asked).toEqual([]);
  });

  it('stands alone', async () => {
    const watch = await withNews();
    const payload = { waiting: true, rules: ['trail-logging'] };
    await expect(watch.sweep(payload)).rejects.toThrow('"waiting" stands alone');
    await expect(watch.sweep({ waiting: false })).rejects.toThrow('"waiting"');
  });
});

describe('what nobody is known to have asked for', () => {
  it('is told in a digest, if it is severe enough', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('dev')]);
    await watch.sweep(waiting);

    const [message, ...others] = await watch.alert();
    expect(others).toEqual([]);
    expect(message?.body).toContain(roleArn('ci'));
    expect(await watch.findings.owed()).toEqual([]);
  });

  it('waits for the next look at the account if it is not', async () => {
    const rules = { 'access-entry-no-cluster-admin': { severity: 'LOW' as const } };
    const watch = gatewatch({ rules });
    watch.roles.set('ci', plainTrust);
    await watch.sweep();
    await watch.alert();
    watch.clusters.set('dev', new Map([['ci', admin]]));
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    await watch.sweep(waiting);
    expect(await watch.alert()).toEqual([]);

    await watch.sweep();
    expect(await watch.alert()).toHaveLength(1);
  });
});

describe('what is asked for while a sweep is under way', () => {
  it('is taken by another invocation at its end', async () => {
    const watch = await withNews();
    const { source } = watch.ports;
    const asking: typeof source = {
      ...source,
      async *read(request) {
        yield* source.read(request);
        if (request.kind !== 'cluster' || request.cluster.name !== 'prod') return;
        await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
        expect(await watch.sweep(waiting)).toEqual({ status: 'already-running', runId: 'run-2' });
      },
    };
    watch.clusters.delete('dev');
    await watch.sweep({}, { source: asking });

    expect(watch.invocations).toEqual([waiting]);
    watch.clusters.set('dev', new Map([['ci', admin]]));
    expect(await watch.sweep(watch.invocations[0])).toMatchObject({ transitions: 1 });
  });

  it('is taken between the steps of a long one, with its event, and told at once', async () => {
    const watch = await withNews();
    for (const name of ['a', 'b', 'c', 'e']) watch.clusters.set(name, new Map());
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    await watch.sweep();

    const steps = (await watch.findings.owed()).flatMap(({ owed }) => owed);
    expect(steps).toMatchObject([{ delivery: 'now', group: 'event-1' }]);
    expect(await watch.scopedSweeps.waiting()).toEqual([]);
    expect(watch.invocations).toEqual([]);
  });

  it('is left alone by a sweep that may move some findings only', async () => {
    const watch = await withNews();
    for (const name of ['a', 'b', 'c', 'e']) watch.clusters.set(name, new Map());
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    await watch.sweep({ rules: ['trail-logging'] });

    expect(await watch.live()).toEqual([]);
    expect(await watch.scopedSweeps.waiting()).toHaveLength(1);
    expect(watch.invocations).toEqual([waiting]);
  });

  it('again, of something that is just being read, is read again', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    const { source } = watch.ports;
    let reads = 0;
    const asking: typeof source = {
      ...source,
      async *read(request) {
        reads += 1;
        if (reads === 1) await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
        yield* source.read(request);
      },
    };

    expect(await watch.sweep(waiting, { source: asking })).toMatchObject({ requests: 2 });
    expect(await watch.scopedSweeps.waiting()).toEqual([]);
  });
});

describe('a sweep of what waits that fails', () => {
  it('keeps it for the next of any kind, and does not try again by itself', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    watch.failures.set('cluster', { error: new Error('the network is down'), times: 1 });
    await expect(watch.sweep(waiting)).rejects.toThrow('the network is down');

    expect(await watch.scopedSweeps.waiting()).toHaveLength(1);
    expect(watch.invocations).toEqual([]);
    expect(await watch.alert()).toEqual([]);
    await watch.sweep();
    expect(watch.invocations).toEqual([waiting]);
    await watch.sweep(waiting);
    expect(await watch.scopedSweeps.waiting()).toEqual([]);
  });

  it('before it has forgotten what it committed opens nothing twice', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    const { scopedSweeps } = watch;
    const crashing = {
      waiting: scopedSweeps.waiting,
      done: () => Promise.reject(new Error('crash')),
    };
    await expect(watch.sweep(waiting, { scopedSweeps: crashing })).rejects.toThrow('crash');
    await watch.sweep(waiting);

    expect((await watch.findings.all()).map(({ version }) => version)).toEqual([1]);
    expect(await watch.alert()).toHaveLength(1);
  });
});

describe('a whole sweep that fails', () => {
  it('still has taken what was asked for meanwhile', async () => {
    const watch = await withNews();
    await watch.scopedSweeps.ask([asked('dev', 'event-1')]);
    watch.failures.set('iam', { error: new Error('the network is down'), times: 1 });
    await expect(watch.sweep()).rejects.toThrow('the network is down');

    expect(watch.invocations).toEqual([waiting]);
  });
});
