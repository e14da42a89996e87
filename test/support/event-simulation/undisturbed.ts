import type { Deed } from './deeds.ts';
import type { Plan } from './ground.ts';
import { createEventSimulation, type EventSimulation } from './simulation.ts';

/** A watched account in which one thing happens after another, and nothing fails but what the plan says. */
export async function watchedAccount(
  estate: readonly Deed[] = [],
  faults: Plan['faults'] = [],
): Promise<EventSimulation> {
  const simulation = unwatchedAccount(estate, faults);
  await simulation.sweep();
  simulation.ground.isCalm = true;
  await simulation.alert();
  simulation.ground.isCalm = false;
  return simulation;
}

/** The same before anybody looked at it. */
export function unwatchedAccount(
  estate: readonly Deed[] = [],
  faults: Plan['faults'] = [],
): EventSimulation {
  const nothing = { events: [], sweeps: [] };
  return createEventSimulation(async () => undefined, { estate, faults, throttled: nothing });
}
