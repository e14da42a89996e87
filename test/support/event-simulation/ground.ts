import { HeadContended } from '../../../shared/commit/commit.ts';
import { type Deed, perform } from './deeds.ts';
import {
  Crash,
  createProcess,
  type Fault,
  type Faults,
  type Process,
  plannedFaults,
} from './faults.ts';
import type { Wire } from './sources.ts';
import { createStores, type Stores } from './stores.ts';
import { quietWorld, type World } from './world.ts';

/** What a run is to suffer. */
export interface Plan {
  /** What was done before anybody watched. */
  readonly estate: readonly Deed[];
  /** What becomes of the writes of stores, one after another. */
  readonly faults: readonly Fault[];
  /** Whether calls of AWS are throttled, those of events and those of sweeps. */
  readonly throttled: { readonly events: readonly boolean[]; readonly sweeps: readonly boolean[] };
}

/** What all functions stand on: the world, the time, the stores, and who goes next. */
export interface Ground {
  readonly stores: Stores;
  readonly faults: Faults;
  world: World;
  /** What is planned of calls of AWS. */
  readonly throttled: { readonly events: boolean[]; readonly sweeps: boolean[] };
  /** Nothing fails while it is. */
  isCalm: boolean;
  readonly clock: () => number;
  wait(seconds: number): void;
  readonly pause: Pause;
  /** The invocation of a function. */
  process(): Process;
  wireFor(whose: keyof Plan['throttled']): Wire;
  /** Lets something go on by itself; resolves to nothing but surprises, which `settle` throws. */
  spawn(work: () => Promise<unknown>): void;
  /** Until nothing goes on by itself. */
  settle(): Promise<void>;
}

/** Resolves when it is the turn of whoever waits. */
export type Pause = (label: string) => Promise<unknown>;

export function createGround(pause: Pause, plan: Plan): Ground {
  let now = Date.parse('2026-11-22T10:00:00Z');
  const clock = () => {
    now += 1;
    return now;
  };
  const planned = plannedFaults(plan.faults);
  const faults: Faults = { next: () => (ground.isCalm ? 'none' : planned.next()) };
  const throttled = { events: [...plan.throttled.events], sweeps: [...plan.throttled.sweeps] };
  const running: Promise<unknown>[] = [];
  const surprises: unknown[] = [];
  const dayBefore = now - 86_400_000;
  const ground: Ground = {
    stores: createStores(clock),
    faults,
    world: plan.estate.reduce((world, deed) => perform(world, deed, dayBefore).after, quietWorld),
    throttled,
    isCalm: false,
    clock,
    wait: (seconds) => {
      now += seconds * 1000;
    },
    pause,
    process: () => createProcess(faults, pause),
    wireFor: (whose) => ({
      world: () => ground.world,
      clock,
      call: async (label) => {
        await pause(label);
        return !ground.isCalm && throttled[whose].shift() === true ? 'throttled' : 'answered';
      },
    }),
    spawn: (work) => {
      running.push(work().catch((error) => surprises.push(error)));
    },
    settle: async () => {
      while (running.length > 0) await Promise.all(running.splice(0));
      if (surprises.length > 0) throw surprises[0];
    },
  };
  return ground;
}

/** What a queue answers with another delivery, and Lambda with another invocation. */
export function isPassing(error: unknown): boolean {
  return error instanceof Crash || error instanceof HeadContended;
}
