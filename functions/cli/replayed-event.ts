import type { Actor } from '../../shared/model/change.ts';
import { auditEffectOf } from '../events/audit/audit-effect.ts';
import { type AuditedRecord, parseAuditRecord } from '../events/audit/audit-event.ts';
import { parseAuditMessage } from '../events/audit/audit-message.ts';
import type { Effect } from '../events/catalogue/catalogued-event.ts';
import { parseCloudTrailEvent } from '../events/cloud-trail-event.ts';
import { effectOf } from '../events/effect.ts';
import type { Known } from '../events/known.ts';
import type { QueuedEvent } from './queued-event.ts';

/** What was made of one recorded event. */
export interface ReplayedEvent extends QueuedEvent {
  /** Nothing is wrong with an event that has no say in access: it is understood to be none. */
  readonly understood: boolean;
  /** Why it was not understood, or why nothing came of it. */
  readonly reason?: string;
  /** Whose doing it was, and what it is documented to have written. */
  readonly change?: { readonly actor: Actor; readonly effect: Effect };
  /** What is read again does not show it, because what it wrote cannot be told. */
  readonly isMissing?: true;
}

/** As the function that hears of it understands it, on top of what is known. */
export function understand(event: QueuedEvent, known: Known): ReplayedEvent {
  const audited = parseAuditMessage(event.body);
  if (audited !== undefined) return understandAudited(event, audited, known);
  const parsed = parseCloudTrailEvent(event.body, known);
  if (parsed.kind !== 'hint') {
    return { ...event, understood: parsed.kind === 'ignored', reason: parsed.reason };
  }
  const { actor } = parsed.hint.change;
  const effect = effectOf(parsed.record, known.estate);
  return { ...event, understood: true, change: { actor, effect } };
}

function understandAudited(
  event: QueuedEvent,
  audited: AuditedRecord,
  known: Known,
): ReplayedEvent {
  const parsed = parseAuditRecord(audited, known);
  if (parsed.kind !== 'hint') {
    return { ...event, understood: parsed.kind === 'ignored', reason: parsed.reason };
  }
  const { actor } = parsed.hint.change;
  // Without a write there is nothing that reading again could miss.
  const effect =
    parsed.hint.sweeps.length === 0
      ? { changes: [] }
      : auditEffectOf(parsed.record, audited.cluster, known.estate);
  return { ...event, understood: true, change: { actor, effect } };
}
