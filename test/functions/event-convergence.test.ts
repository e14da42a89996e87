import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deed } from '../support/event-simulation/deeds.ts';
import type { Fault } from '../support/event-simulation/faults.ts';
import type { Pause, Plan } from '../support/event-simulation/ground.ts';
import { innocentsNamed } from '../support/event-simulation/innocence.ts';
import { brokenHistories, unequalRepeats } from '../support/event-simulation/ledger.ts';
import {
  createEventSimulation,
  type EventSimulation,
  type Step,
} from '../support/event-simulation/simulation.ts';

/** How many interleavings each law is tried on; raise it by hand for a long hunt. */
const numRuns = Number(process.env['CONVERGENCE_RUNS'] ?? 150);

const cluster = fc.constantFrom('prod', 'dev');
const role = fc.constantFrom('app', 'ops');
const by = fc.constantFrom('alice', 'bob', 'carol');
const trust = fc.constantFrom(
  'account' as const,
  'open' as const,
  'any audience' as const,
  'held' as const,
);
const document = fc.constantFrom('harmless' as const, 'escalating' as const, 'admin' as const);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('entry' as const), cluster, role }),
  fc.record({
    kind: fc.constant('groups' as const),
    cluster,
    role,
    groups: fc.subarray(['a', 'b']),
  }),
  {
    weight: 2,
    arbitrary: fc.record(
      {
        kind: fc.constant('policy' as const),
        cluster,
        role,
        policy: fc.constantFrom('AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminViewPolicy'),
        reach: fc.constantFrom('cluster' as const, 'namespace' as const),
      },
      { requiredKeys: ['kind', 'cluster', 'role', 'policy'] },
    ),
  },
  fc.record({ kind: fc.constant('role' as const), role, trust }),
  fc.record({ kind: fc.constant('trust' as const), role, trust }),
  fc.record(
    { kind: fc.constant('inline' as const), role, name: fc.constantFrom('one', 'two'), document },
    { requiredKeys: ['kind', 'role', 'name'] },
  ),
  fc.record({
    kind: fc.constant('attached' as const),
    role,
    policy: fc.constantFrom('shared', 'AdministratorAccess'),
    on: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('document' as const), document }),
  fc.record({
    kind: fc.constant('client' as const),
    id: fc.constantFrom('sts.amazonaws.com', 'elsewhere'),
    on: fc.boolean(),
  }),
  fc.record(
    { kind: fc.constant('association' as const), cluster, role },
    { requiredKeys: ['kind', 'cluster'] },
  ),
  fc.record({ kind: fc.constant('cluster' as const), cluster }),
);

function steps(leastDeliveries: number): fc.Arbitrary<readonly Step[]> {
  const done = fc.record({
    kind: fc.constant('deed' as const),
    by,
    deed,
    deliveries: fc.integer({ min: leastDeliveries, max: 2 }),
  });
  const waiting = fc.record({
    kind: fc.constant('wait' as const),
    seconds: fc.constantFrom(1, 46, 400),
    deliveries: fc.integer({ min: leastDeliveries, max: 2 }),
  });
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: done },
      { weight: 2, arbitrary: waiting },
      fc.constant<Step>({ kind: 'sweep' }),
      fc.constant<Step>({ kind: 'alert' }),
    ),
    { maxLength: 12 },
  );
}

const estate = fc.array(deed, { maxLength: 8 });
const faults: fc.Arbitrary<readonly Fault[]> = fc.array(
  fc.constantFrom<Fault>(...Array<Fault>(36).fill('none'), 'before', 'after', 'middle', 'fails'),
  { maxLength: 150 },
);
const throttled = fc.array(fc.constantFrom(...Array<boolean>(9).fill(false), true), {
  maxLength: 100,
});
const never = fc.constant<readonly boolean[]>([]);

function plan(sweeps: fc.Arbitrary<readonly boolean[]>): fc.Arbitrary<Plan> {
  return fc.record({ estate, faults, throttled: fc.record({ events: throttled, sweeps }) });
}

describe('whatever becomes of events, looks, sweeps and the functions that take them', () => {
  it('without loss findings equal those of a fresh sweep once all that waits is done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        plan(never),
        steps(1),
        async (scheduler, suffered, happening) => {
          const simulation = createEventSimulation(turnsOf(scheduler), suffered);
          const all = async () => {
            await simulation.sweep();
            await simulation.run(happening);
            await simulation.drain();
          };
          await scheduler.waitFor(all());
          expect(await simulation.live()).toEqual(await simulation.fresh());
          await isTold(simulation);
        },
      ),
      { numRuns },
    );
  }, 600_000);

  it('with lost events and unread answers they do after the next sweep', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        plan(throttled),
        steps(0),
        async (scheduler, suffered, happening) => {
          const simulation = createEventSimulation(turnsOf(scheduler), suffered);
          const all = async () => {
            await simulation.run(happening);
            await simulation.drain();
            await simulation.sweep();
          };
          await scheduler.waitFor(all());
          expect(await simulation.live()).toEqual(await simulation.fresh());
          await isTold(simulation);
        },
      ),
      { numRuns },
    );
  }, 600_000);
});

function turnsOf(scheduler: fc.Scheduler): Pause {
  return (label) => scheduler.schedule(Promise.resolve(), label);
}

/** Each finding opened once, nobody named for what was not theirs, and every repeat of a message the same. */
async function isTold({ ground, log, sent }: EventSimulation): Promise<void> {
  const { written } = ground.stores;
  expect(brokenHistories(written)).toEqual([]);
  expect(await innocentsNamed(log, written)).toEqual([]);
  expect(unequalRepeats(sent)).toEqual([]);
}
