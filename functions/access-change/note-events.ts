import type { AccessChangePorts } from './access-change.ts';
import type { Task } from './task.ts';

/** Remembers when what was last heard, one write for each kind in a batch. */
export async function noteEvents(
  { eventsHeard }: Pick<AccessChangePorts, 'eventsHeard'>,
  tasks: readonly Task[],
): Promise<void> {
  if (eventsHeard === undefined) return;
  const events = tasks.filter(({ kind }) => kind === 'event').flatMap(eventsIn);
  for (const [kind, ofKind] of Map.groupBy(events, (event) => event.kind)) {
    await eventsHeard.heard({ kind, at: Math.max(...ofKind.map(({ at }) => at)) });
  }
}

function eventsIn({ changes, reads, sweeps }: Task) {
  const kinds = new Set(
    [...reads, ...sweeps.map(({ request }) => request)].map(({ kind }) => kind),
  );
  return changes.flatMap(({ actor }) => [...kinds].map((kind) => ({ kind, at: actor.eventTime })));
}
