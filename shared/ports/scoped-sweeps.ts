import type { Change } from '../model/change.ts';
import type { ReadRequest } from '../model/reading.ts';

/** Something that takes too many calls for an event, to be read by a sweep of just that. */
export interface ScopedSweep {
  readonly request: ReadRequest;
  /** The event that asked for it; absent where it was not an event. */
  readonly change?: Change;
}

/** A scoped sweep as it waits. */
export interface WaitingSweep extends ScopedSweep {
  /** Of the last time that it was asked for: what is asked for again meanwhile has another. */
  readonly ticket: string;
}

/** Scoped sweeps that wait: kept until a sweep has read them, so that none is lost to one that is running. */
export interface ScopedSweeps {
  /** Remembers what is asked for, and wakes the sweep. Asking twice for the same is asking once. */
  ask(sweeps: readonly ScopedSweep[]): Promise<void>;
  waiting(): Promise<readonly WaitingSweep[]>;
  /** Forgets those; what was asked for meanwhile stays, the same things among it. */
  done(sweeps: readonly WaitingSweep[]): Promise<void>;
}
