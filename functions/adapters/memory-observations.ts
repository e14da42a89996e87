import type { GrantEvent, Observation } from '../../shared/model/observation.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';
import { inGrantOrder } from './grant-order.ts';

interface Remembered {
  readonly event: GrantEvent;
  readonly until: number;
}

/** Grants and observations as long as the process lives. */
export function memoryObservations(clock: Clock): ObservationStore {
  const remembered = new Map<string, Remembered>();
  const recorded = new Set<string>();
  let owed: readonly Observation[] = [];
  return {
    remember: async (event, lifeMs) => {
      const key = JSON.stringify([event.grantId, event.actor.eventId]);
      remembered.set(key, { event, until: clock() + lifeMs });
    },
    about: async (grantId) => {
      const now = clock();
      const known = [...remembered.values()].filter(({ until }) => until > now);
      return inGrantOrder(
        known.map(({ event }) => event).filter((event) => event.grantId === grantId),
      );
    },
    record: async (observation) => {
      if (recorded.has(observation.id)) return;
      recorded.add(observation.id);
      owed = [...owed, observation].sort((a, b) => a.at - b.at);
    },
    owed: async () => owed,
    settle: async (id) => {
      owed = owed.filter((observation) => observation.id !== id);
    },
  };
}
