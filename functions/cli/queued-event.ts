import type { Account } from '../../shared/model/account.ts';
import { isObject, type Json, memberOf } from '../../shared/model/json.ts';
import { auditRequest } from '../events/audit/audit-actor.ts';
import { auditRecord } from '../events/audit/audit-record.ts';
import { cataloguedEvent } from '../events/catalogue/catalogue.ts';
import { cloudTrailRecord } from '../events/cloud-trail-record.ts';
import type { RecordedEvent } from './recorded-events.ts';

/** A recorded event as the queue would bring it. */
export interface QueuedEvent {
  readonly place: string;
  readonly body: string;
  /** Undefined where the record does not say. */
  readonly eventId: string | undefined;
  readonly eventName: string | undefined;
  /** When it happened, in milliseconds since the epoch; undefined where the record does not say. */
  readonly at: number | undefined;
}

/** The earliest first, and at the end those whose time is not known. CloudTrail's times are whole seconds: equal ones stay in the order given. */
export function inOrder(events: readonly QueuedEvent[]): readonly QueuedEvent[] {
  const time = ({ at = Number.MAX_VALUE }: QueuedEvent) => at;
  return events.toSorted((a, b) => time(a) - time(b));
}

export function queuedEvent({ place, json }: RecordedEvent, account: Account): QueuedEvent {
  const audited = memberOf(json, 'gatewatch') === 'audit' ? memberOf(json, 'record') : undefined;
  if (audited !== undefined) return queuedAudit(place, json, audited);
  const envelope = isEnvelope(json) ? json : enveloped(json, account);
  const record = memberOf(envelope, 'detail');
  return {
    place,
    body: JSON.stringify(envelope),
    eventId: textOf(record, 'eventID'),
    eventName: textOf(record, 'eventName'),
    at: cloudTrailRecord.safeParse(record).data?.eventTime,
  };
}

function queuedAudit(place: string, json: Json, audited: Json): QueuedEvent {
  const record = auditRecord.safeParse(audited).data;
  return {
    place,
    body: JSON.stringify(json),
    eventId: textOf(audited, 'auditID'),
    eventName: record && auditRequest(record),
    at: record?.requestReceivedTimestamp,
  };
}

function isEnvelope(json: Json): boolean {
  return isObject(json) && (Object.hasOwn(json, 'detail') || Object.hasOwn(json, 'detail-type'));
}

/** As EventBridge would have sent it to the account: whoever hands over a bare record answers for its source. */
function enveloped(record: Json, { accountId }: Account): Json {
  const eventSource = textOf(record, 'eventSource') ?? '';
  const found = cataloguedEvent(eventSource, textOf(record, 'eventName') ?? '');
  return {
    source: found?.group.source ?? `aws.${eventSource.replace(/\..*/s, '')}`,
    account: accountId,
    detail: record,
  };
}

function textOf(record: Json | undefined, member: string): string | undefined {
  const value = memberOf(record, member);
  return typeof value === 'string' ? value : undefined;
}
