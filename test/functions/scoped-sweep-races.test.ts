import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SweepPorts } from '../../functions/sweep/sweep-ports.ts';
import { gatewatch } from '../support/gatewatch.ts';

const cluster = (name: string) => ({
  kind: 'cluster' as const,
  cluster: { region: 'eu-west-1', name },
});

/** Each asks for a cluster and then invokes the sweep, or is a look at the whole account. */
const callers = fc.array(fc.constantFrom('a', 'b', 'c', 'whole'), { minLength: 1, maxLength: 8 });

it('whatever is asked for is read after it was asked for, however sweeps and askers overlap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), callers, async (scheduler, names) => {
      const watch = gatewatch();
      for (const name of ['a', 'b', 'c']) watch.clusters.set(name, new Map());
      const { source, runs, scopedSweeps } = watch.ports;
      const moments: string[] = [];
      const invoked: Promise<unknown>[] = [];
      const pause = scheduler.scheduleFunction(async (_: string) => undefined);
      const ports: Partial<SweepPorts> = {
        source: {
          ...source,
          async *read(request) {
            await pause(`before ${request.kind}`);
            if (request.kind === 'cluster') moments.push(`read ${request.cluster.name}`);
            yield* source.read(request);
          },
        },
        runs: {
          ...runs,
          finish: async (run) => {
            await runs.finish(run);
            await pause('after finish');
          },
        },
        scopedSweeps: {
          waiting: async () => {
            const waiting = await scopedSweeps.waiting();
            await pause('after waiting');
            return waiting;
          },
          done: async (sweeps) => {
            await pause('before done');
            await scopedSweeps.done(sweeps);
          },
        },
        again: { request: async () => invoke({ waiting: true }) },
      };
      const invoke = (payload: object) => {
        invoked.push(watch.sweep(payload, ports));
      };
      const calls = names.map(async (name) => {
        await pause(`caller of ${name}`);
        if (name === 'whole') return invoke({});
        await watch.scopedSweeps.ask([{ request: cluster(name) }]);
        moments.push(`asked ${name}`);
        await pause(`between asking for ${name} and invoking`);
        return invoke({ waiting: true });
      });
      await scheduler.waitFor(Promise.all(calls));
      // An invocation may lead to another one.
      for (let at = 0; at < invoked.length; at += 1) {
        await scheduler.waitFor(Promise.resolve(invoked[at]));
      }

      expect(await watch.scopedSweeps.waiting()).toEqual([]);
      for (const name of names.filter((each) => each !== 'whole')) {
        expect(moments.lastIndexOf(`read ${name}`)).toBeGreaterThan(
          moments.lastIndexOf(`asked ${name}`),
        );
      }
    }),
    { numRuns: 150 },
  );
});
