import * as z from 'zod/mini';
import { cataloguedEvent } from './catalogue/catalogue.ts';
import { type CloudTrailRecord, cloudTrailRecord } from './cloud-trail-record.ts';
import { type EventHint, hintOf } from './hint.ts';
import { jsonOf } from './json-text.ts';
import type { Known } from './known.ts';
import { problemsIn } from './problems.ts';

export type ParsedEvent =
  | { readonly kind: 'hint'; readonly hint: EventHint; readonly record: CloudTrailRecord }
  /** Understood, and nothing to do: a call that failed changed nothing, and most calls have no say in access. */
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string };

const envelope = z.object({
  source: z.string(),
  account: z.string(),
  detail: z.unknown(),
});

/**
 * Reads one EventBridge envelope around a CloudTrail record.
 * `source` is checked beside the record's own fields: whoever may put events can forge those, but not `aws.*` sources.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function parseCloudTrailEvent(text: string, known: Known): ParsedEvent {
  const outer = envelope.safeParse(jsonOf(text));
  if (!outer.success) return rejected(`not an EventBridge event: ${problemsIn(outer.error)}`);
  const { source, account, detail } = outer.data;
  if (account !== known.account.accountId) return notOurs(account);
  return parseRecord(detail, known, source);
}

/** Reads a bare record, as a log file or `cloudtrail:LookupEvents` has it: whoever hands it over answers for its source. */
export function parseCloudTrailRecord(detail: unknown, known: Known): ParsedEvent {
  return parseRecord(detail, known);
}

function parseRecord(detail: unknown, known: Known, source?: string): ParsedEvent {
  const parsed = cloudTrailRecord.safeParse(detail);
  if (!parsed.success) return rejected(`not a CloudTrail record: ${problemsIn(parsed.error)}`);
  const record = parsed.data;
  const { eventSource, eventName, recipientAccountId: recipient } = record;
  // What another account did to something of ours is told twice: the record that we get has our account as recipient.
  if (recipient !== undefined && recipient !== known.account.accountId) return notOurs(recipient);
  const found = cataloguedEvent(eventSource, eventName);
  if (source !== undefined && !isFrom(source, found?.group.source)) {
    return rejected(`${eventName} of ${eventSource} cannot come from source ${source}`);
  }
  if (found === undefined) return ignored(`${eventName} of ${eventSource} is not watched`);
  return failureOf(record) ?? { kind: 'hint', hint: hintOf(record, found.event, known), record };
}

/** Some services leave out one of the two. */
function failureOf({ eventName, errorCode, errorMessage }: CloudTrailRecord) {
  const failure = errorCode ?? errorMessage ?? undefined;
  return failure === undefined ? undefined : ignored(`${eventName} failed: ${failure}`);
}

/** The very source of a watched event; any of AWS for another. */
function isFrom(source: string, expected: string | undefined): boolean {
  return expected === undefined ? source.startsWith('aws.') : source === expected;
}

function notOurs(account: string): ParsedEvent {
  return rejected(`of account ${account}, which is not watched`);
}

function rejected(reason: string): ParsedEvent {
  return { kind: 'rejected', reason };
}

function ignored(reason: string): ParsedEvent {
  return { kind: 'ignored', reason };
}
