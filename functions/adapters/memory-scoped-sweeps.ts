import { canonicalJson } from '../../shared/model/json.ts';
import type { ScopedSweeps, WaitingSweep } from '../../shared/ports/scoped-sweeps.ts';

/** Scoped sweeps that wait as long as the process lives, and wake nobody. */
export function memoryScopedSweeps(): ScopedSweeps {
  const waiting = new Map<string, WaitingSweep>();
  let asked = 0;
  return {
    ask: async (sweeps) => {
      asked += 1;
      for (const sweep of sweeps) {
        waiting.set(canonicalJson(sweep), { ...sweep, ticket: String(asked) });
      }
    },
    waiting: async () => [...waiting.values()],
    done: async (sweeps) => {
      for (const { ticket, ...sweep } of sweeps) {
        const key = canonicalJson(sweep);
        if (waiting.get(key)?.ticket === ticket) waiting.delete(key);
      }
    },
  };
}
