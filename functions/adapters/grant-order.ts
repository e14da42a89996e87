import { compareText } from '../../shared/model/json.ts';
import type { GrantEvent } from '../../shared/model/observation.ts';

/**
 * By their event times. CloudTrail's have no fractions of a second; of one second the grant goes before its removal, so
 * that the two are seen to belong together.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function inGrantOrder(events: readonly GrantEvent[]): readonly GrantEvent[] {
  return events.toSorted(
    (a, b) =>
      a.actor.eventTime - b.actor.eventTime ||
      compareText(a.kind, b.kind) ||
      compareText(a.actor.eventId, b.actor.eventId),
  );
}
