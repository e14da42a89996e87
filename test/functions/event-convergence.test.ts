import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neverThrottled, plan, steps, throttled } from '../support/event-simulation/arbitraries.ts';
import type { Pause } from '../support/event-simulation/ground.ts';
import { innocentsNamed } from '../support/event-simulation/innocence.ts';
import { brokenHistories, unequalRepeats } from '../support/event-simulation/ledger.ts';
import {
  createEventSimulation,
  type EventSimulation,
} from '../support/event-simulation/simulation.ts';

/** How many interleavings each law is tried on; raise it by hand for a long hunt. */
const numRuns = Number(process.env['CONVERGENCE_RUNS'] ?? 500);

describe('whatever becomes of events, looks, sweeps and the functions that take them', () => {
  it('without loss findings equal those of a fresh sweep once all that waits is done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        plan(neverThrottled),
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
        fc.boolean(),
        async (scheduler, suffered, happening, isWatched) => {
          const simulation = createEventSimulation(turnsOf(scheduler), suffered);
          const all = async () => {
            if (isWatched) await simulation.sweep();
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
