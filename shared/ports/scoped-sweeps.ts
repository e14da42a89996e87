import type { Change } from '../model/change.ts';
import type { ReadRequest } from '../model/reading.ts';

/** Something that takes too many calls for an event, to be read by a sweep of just that. */
export interface ScopedSweep {
  readonly request: ReadRequest;
  /** The event that asked for it; absent where it was not an event. */
  readonly change?: Change;
}

/** Scoped sweeps that wait: kept until a sweep has read them, so that none is lost to one that is running. */
export interface ScopedSweeps {
  /** Remembers what is asked for, and wakes the sweep. Asking twice for the same is asking once. */
  ask(sweeps: readonly ScopedSweep[]): Promise<void>;
  waiting(): Promise<readonly ScopedSweep[]>;
  /** Forgets those; what was asked for meanwhile stays. */
  done(sweeps: readonly ScopedSweep[]): Promise<void>;
}
