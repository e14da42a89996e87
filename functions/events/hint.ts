import { claimOf } from '../../shared/findings/identity.ts';
import type { Change } from '../../shared/model/change.ts';
import type { GrantEvent } from '../../shared/model/observation.ts';
import type { EventRequest, ReadRequest } from '../../shared/model/reading.ts';
import type { ClusterThing } from '../../shared/ports/looks.ts';
import { actorOf } from './actor.ts';
import { callOf } from './call.ts';
import type { CataloguedEvent, Effect } from './catalogue/catalogued-event.ts';
import type { CloudTrailRecord } from './cloud-trail-record.ts';
import { type Heartbeat, heartbeatIn } from './heartbeat.ts';
import type { Known } from './known.ts';

/** What an event tells us to look at. It is a hint that something changed, never evidence of what. */
export interface EventHint {
  readonly change: Change;
  /** Single things, each read in a handful of calls. */
  readonly reads: readonly EventRequest[];
  /** What takes more calls than an event has. */
  readonly sweeps: readonly ReadRequest[];
  /** What had not come to rest when the call returned. */
  readonly settling?: ClusterThing;
  readonly grants: readonly GrantEvent[];
  /** The event is our own sign of life: there is nothing to look at. */
  readonly heartbeat?: Heartbeat;
}

/** What to look at after a call that succeeded. */
export function hintOf(record: CloudTrailRecord, event: CataloguedEvent, known: Known): EventHint {
  const call = callOf(record, known.estate);
  const actor = actorOf(record);
  const change = { actor, claims: writtenBy(event.effect(call)).map(claimOf) };
  const grants = (event.grants?.(call) ?? []).map((grant) => ({ ...grant, actor }));
  const heartbeat = heartbeatIn(call, known.heartbeatRoleName);
  if (heartbeat !== undefined) return { change, reads: [], sweeps: [], grants, heartbeat };
  const { reads = [], sweeps = [], settling } = event.touches(call);
  return { change, reads, sweeps, ...(settling && { settling }), grants };
}

/** All that a call is known to have written, also where that is not all that it wrote. */
function writtenBy(effect: Effect) {
  return 'changes' in effect ? effect.changes : (effect.written ?? []);
}
