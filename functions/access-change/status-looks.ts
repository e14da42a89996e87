import type { Change } from '../../shared/model/change.ts';
import { isTransitional } from '../../shared/model/is-transitional.ts';
import type { ClusterThing, Look } from '../../shared/model/look.ts';
import type { ScopedSweep } from '../../shared/ports/scoped-sweeps.ts';
import type { DueLook } from './task.ts';

type StatusLook = Extract<Look, { kind: 'status' }>;

/** Seconds between looks at something that is under way; the last is repeated. */
const pauses = [60, 120, 300, 600] as const;
/** In milliseconds: what takes longer is read as it is. */
const patience = 3_600_000;

export function firstStatusLook(
  thing: ClusterThing,
  changes: readonly Change[],
  since: number,
): DueLook {
  return { after: pauses[0], look: { kind: 'status', thing, changes, attempt: 1, since } };
}

/** What comes of a look: another one while it is under way, a sweep of the cluster once it is done or has taken too long. */
export function afterStatus(
  look: StatusLook,
  status: string | undefined,
  now: number,
): { readonly looks: readonly DueLook[]; readonly sweeps: readonly ScopedSweep[] } {
  const { thing, changes, attempt, since } = look;
  if (status !== undefined && isTransitional(status) && now - since < patience) {
    const after = pauses[Math.min(attempt, pauses.length - 1)] ?? pauses[3];
    return { looks: [{ after, look: { ...look, attempt: attempt + 1 } }], sweeps: [] };
  }
  const request = { kind: 'cluster', cluster: thing.cluster } as const;
  return { looks: [], sweeps: changes.map((change) => ({ request, change })) };
}
