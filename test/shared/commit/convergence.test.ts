import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, type Deed, type Fault } from '../../support/commit-simulation.ts';

/** How many interleavings each law is tried on; raise it by hand for a long hunt. */
const numRuns = Number(process.env['CONVERGENCE_RUNS'] ?? 300);

describe('whatever order, duplication and crashes events and sweeps suffer', () => {
  it('without loss the findings equal those of a fresh sweep once the queues have drained', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), deeds(1), faults, async (scheduler, happening, planned) => {
        const simulation = createSimulation(scheduler);
        await simulation.sweep();
        await simulation.run(happening, planned);
        expect(await simulation.live()).toEqual(await simulation.fresh());
      }),
      { numRuns },
    );
  }, 600_000);

  it('with lost events, unread entries and vanished clusters they do after the next sweep', async () => {
    const all = fc.array(fc.oneof(entryDeed(0), entryDeed(0), clusterDeed, sweepDeed), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), all, faults, async (scheduler, happening, planned) => {
        const simulation = createSimulation(scheduler);
        await simulation.run(happening, planned);
        await simulation.sweep();
        expect(await simulation.live()).toEqual(await simulation.fresh());
      }),
      { numRuns },
    );
  }, 600_000);
});

const cluster = fc.constantFrom('prod', 'dev');
const role = fc.constantFrom('ci', 'ops', 'audit');
const held = fc.record({
  admin: fc.boolean(),
  view: fc.boolean(),
  groups: fc.subarray(['a', 'b']),
});

function entryDeed(leastDeliveries: number): fc.Arbitrary<Deed> {
  return fc
    .record({
      cluster,
      role,
      held: fc.option(held, { nil: undefined }),
      deliveries: fc.integer({ min: leastDeliveries, max: 3 }),
    })
    .map(({ held: now, ...rest }) => ({
      kind: 'entry' as const,
      ...rest,
      ...(now === undefined ? {} : { held: now }),
    }));
}

const clusterDeed: fc.Arbitrary<Deed> = cluster.map((name) => ({ kind: 'cluster', cluster: name }));

const sweepDeed: fc.Arbitrary<Deed> = fc
  .option(role, { nil: undefined })
  .map((denied) => ({ kind: 'sweep', ...(denied === undefined ? {} : { deniedEntry: denied }) }));

function deeds(leastDeliveries: number): fc.Arbitrary<readonly Deed[]> {
  const plainSweep = fc.constant<Deed>({ kind: 'sweep' });
  return fc.array(fc.oneof(entryDeed(leastDeliveries), entryDeed(leastDeliveries), plainSweep), {
    maxLength: 12,
  });
}

const faults: fc.Arbitrary<readonly Fault[]> = fc.array(
  fc.constantFrom<Fault>('none', 'none', 'none', 'none', 'before', 'after', 'middle'),
  { maxLength: 60 },
);
