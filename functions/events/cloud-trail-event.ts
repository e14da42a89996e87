import * as z from 'zod/mini';
import type { Actor } from '../../shared/model/change.ts';
import type { EventRequest } from '../../shared/model/reading.ts';
import { watchedEvents } from '../../shared/model/watched-events.ts';
import { actorOf } from './actor.ts';
import { type CloudTrailRecord, cloudTrailRecord } from './cloud-trail-record.ts';
import { hintOf } from './hint.ts';

/** What an event tells us to look at. It is a hint that something changed, never evidence of what. */
export interface EventHint {
  readonly actor: Actor;
  readonly request: EventRequest;
  /** The kinds of fact whose new values this event accounts for. */
  readonly explains: readonly string[];
}

export type ParsedEvent =
  | { readonly kind: 'hint'; readonly hint: EventHint }
  /** Understood, and nothing to do: a call that failed changed nothing. */
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
export function parseCloudTrailEvent(text: string, accountId: string): ParsedEvent {
  const outer = envelope.safeParse(parseJson(text));
  if (!outer.success) return rejected(`not an EventBridge event: ${problems(outer.error)}`);
  const inner = cloudTrailRecord.safeParse(outer.data.detail);
  if (!inner.success) return rejected(`not a CloudTrail record: ${problems(inner.error)}`);
  const { source, account } = outer.data;
  if (account !== accountId) return rejected(`of account ${account}, which is not watched`);
  if (!isWatched(source, inner.data)) {
    const { eventSource, eventName } = inner.data;
    return rejected(`${eventName} of ${eventSource} from source ${source} is not a watched event`);
  }
  return hintFrom(inner.data);
}

function hintFrom(event: CloudTrailRecord): ParsedEvent {
  const failure = event.errorCode ?? event.errorMessage;
  if (failure !== undefined && failure !== null) {
    return { kind: 'ignored', reason: `${event.eventName} failed: ${failure}` };
  }
  const hint = hintOf(event);
  if ('problem' in hint) return rejected(`${event.eventName}: ${hint.problem}`);
  return { kind: 'hint', hint: { ...hint, actor: actorOf(event) } };
}

function isWatched(source: string, { eventSource, eventName }: CloudTrailRecord): boolean {
  return watchedEvents.some(
    (watched) =>
      watched.source === source &&
      watched.eventSource === eventSource &&
      watched.eventNames.includes(eventName),
  );
}

function rejected(reason: string): ParsedEvent {
  return { kind: 'rejected', reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problems(error: z.core.$ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.join('.') || 'the record'}: ${message}`)
    .join('; ');
}
