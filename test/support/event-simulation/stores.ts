import { cachedEstates } from '../../../functions/adapters/cached-estates.ts';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../../functions/adapters/memory-findings.ts';
import { memoryHeartbeats } from '../../../functions/adapters/memory-heartbeats.ts';
import { memoryLooks } from '../../../functions/adapters/memory-looks.ts';
import { memoryObservations } from '../../../functions/adapters/memory-observations.ts';
import { memoryRuns } from '../../../functions/adapters/memory-runs.ts';
import { memoryScopedSweeps } from '../../../functions/adapters/memory-scoped-sweeps.ts';
import type { Transition } from '../../../shared/model/finding.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { Process } from './faults.ts';

/** What all functions of one deployment keep, as the stores hold it. */
export type Stores = ReturnType<typeof createStores>;

export function createStores(clock: Clock) {
  const estates = memoryEstates();
  return {
    estates: cachedEstates(estates),
    findings: memoryFindings(estates, 1),
    runs: memoryRuns(),
    scopedSweeps: memoryScopedSweeps(),
    looks: memoryLooks(clock),
    observations: memoryObservations(clock),
    heartbeats: memoryHeartbeats(),
    /** Every transition that was written, in the order of writing. */
    written: [] as Transition[],
  };
}

/** The stores as one process reaches them. */
export function storesOf(stores: Stores, { read, write }: Process) {
  const { estates, findings, runs, scopedSweeps, looks, observations, heartbeats } = stores;
  return {
    estates: {
      head: () => read('head', () => estates.head()),
      part: estates.part,
      putPart: (hash, part) => write('putPart', () => estates.putPart(hash, part)),
      moveHead: (from, to) => write('moveHead', () => estates.moveHead(from, to)),
    } satisfies typeof estates,
    findings: {
      all: () => read('findings', () => findings.all()),
      write: (transitions, seq) => {
        const half = transitions.slice(0, Math.ceil(transitions.length / 2));
        const noted = (some: readonly Transition[]) => noting(stores, some, seq);
        return write(
          'write',
          () => noted(transitions),
          () => noted(half),
        );
      },
      owed: () => read('owed', () => findings.owed()),
      settle: (id, transitionIds) => write('settle', () => findings.settle(id, transitionIds)),
    } satisfies typeof findings,
    runs: {
      ...runs,
      begin: (...begun) => write('begin', () => runs.begin(...begun)),
      finish: (run) => write('finish', () => runs.finish(run)),
      settle: (runId) => write('settle run', () => runs.settle(runId)),
    } satisfies typeof runs,
    scopedSweeps: {
      ask: (sweeps) =>
        write(
          'ask',
          () => scopedSweeps.ask(sweeps),
          () => scopedSweeps.ask(sweeps.slice(1)),
        ),
      waiting: () => read('waiting', () => scopedSweeps.waiting()),
      done: (sweeps) =>
        write(
          'done',
          () => scopedSweeps.done(sweeps),
          () => scopedSweeps.done(sweeps.slice(1)),
        ),
    } satisfies typeof scopedSweeps,
    looks: {
      after: (seconds, look) => write('look', () => looks.after(seconds, look)),
    } satisfies Pick<typeof looks, 'after'>,
    observations: {
      ...observations,
      remember: (event, life) => write('remember', () => observations.remember(event, life)),
      record: (observation) => write('record', () => observations.record(observation)),
      settle: (id) => write('settle observation', () => observations.settle(id)),
    } satisfies typeof observations,
    heartbeats,
  };
}

/** Writes one at a time, and notes each that the store took: one that it has been through already is none. */
async function noting(
  { findings, written }: Stores,
  transitions: readonly Transition[],
  seq: number,
) {
  for (const transition of transitions) {
    const outcome = await findings.write([transition], seq);
    if (outcome === 'superseded') return outcome;
    const held = (await findings.all()).some((finding) => finding === transition.finding);
    if (held && !written.some(({ finding }) => finding === transition.finding)) {
      written.push(transition);
    }
  }
  return 'written' as const;
}
