import type { ScopedSweeps } from '../../shared/ports/scoped-sweeps.ts';
import type { SweepRequest } from '../../shared/ports/sweep-request.ts';

/**
 * Scoped sweeps whose asking invokes the sweep too. What is asked for is kept first: an invocation that is lost, or
 * that finds another sweep running, loses nothing, because every sweep takes what waits.
 */
export function wakingSweeps(store: ScopedSweeps, invocation: SweepRequest): ScopedSweeps {
  return {
    ...store,
    ask: async (sweeps) => {
      if (sweeps.length === 0) return;
      await store.ask(sweeps);
      await invocation.request({ waiting: true });
    },
  };
}
