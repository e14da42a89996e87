import type { Clock } from '../../shared/ports/clock.ts';
import type { Look, Looks } from '../../shared/ports/looks.ts';
import { lookDelay } from './look-delay.ts';

interface DueLook {
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly look: Look;
}

export interface MemoryLooks extends Looks {
  /** Those that nobody has taken yet, the first due first. */
  pending(): readonly DueLook[];
  /** Takes those that are due by now. */
  take(): readonly Look[];
}

/** Looks as long as the process lives, for whoever asks when they are due. */
export function memoryLooks(clock: Clock): MemoryLooks {
  let pending: readonly DueLook[] = [];
  return {
    after: async (seconds, look) => {
      const dueAt = clock() + lookDelay(seconds) * 1000;
      pending = [...pending, { dueAt, look }].sort((a, b) => a.dueAt - b.dueAt);
    },
    pending: () => pending,
    take: () => {
      const now = clock();
      const due = pending.filter(({ dueAt }) => dueAt <= now);
      pending = pending.filter(({ dueAt }) => dueAt > now);
      return due.map(({ look }) => look);
    },
  };
}
