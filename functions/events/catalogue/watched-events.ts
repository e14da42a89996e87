import { catalogue } from './catalogue.ts';
import type { EventGroup, Where } from './catalogued-event.ts';

/** The calls of one service as a rule of EventBridge matches them. */
export interface WatchedEvents {
  readonly source: string;
  readonly eventSource: string;
  readonly eventNames: readonly string[];
  readonly where: Where;
}

export const watchedEvents: readonly WatchedEvents[] = catalogue.map(toWatched);

function toWatched({ source, eventSource, events, where }: EventGroup): WatchedEvents {
  return { source, eventSource, eventNames: events.map(({ eventName }) => eventName), where };
}

/**
 * EventBridge's `detail-type` of a call that CloudTrail recorded. Pages about China spell it both ways.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function cloudTrailDetailTypes(partition: string): readonly string[] {
  const detailType = 'AWS API Call via CloudTrail';
  return partition === 'aws-cn' ? [detailType, 'Amazon API Call via CloudTrail'] : [detailType];
}
