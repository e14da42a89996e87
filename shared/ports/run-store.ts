import type { Run } from '../model/run.ts';

/** Sweeps of one account, and the lease that keeps them one at a time. */
export interface RunStore {
  /** Takes the lease until `leaseUntil` (ms since the epoch) and records the run; or names the run that holds it. */
  begin(run: Run, leaseUntil: number, now: number): Promise<'begun' | { readonly running: string }>;
  /** Extends the lease of this run. False when another run took it meanwhile. */
  renew(runId: string, leaseUntil: number): Promise<boolean>;
  /** Records the run as it ended, frees its lease and owes its digest. */
  finish(run: Run): Promise<void>;
  run(runId: string): Promise<Run | undefined>;
  /** Finished runs whose digest has not been sent, oldest first. */
  owed(): Promise<readonly Run[]>;
  settle(runId: string): Promise<void>;
  /** The newest sweep of the account that completed: those of what events asked for do not count. */
  lastSweep(): Promise<Run | undefined>;
}
