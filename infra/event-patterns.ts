import { type EventPattern, Match } from 'aws-cdk-lib/aws-events';
import {
  cloudTrailDetailTypes,
  type WatchedEvents,
} from '../functions/events/catalogue/watched-events.ts';

/**
 * Successful calls of one service. `source` is pinned because only AWS can send an `aws.` source, whereas
 * anyone with events:PutEvents can send any detail.
 */
export function callsOf(events: WatchedEvents, partition: string): EventPattern {
  return {
    source: [events.source],
    detailType: [...cloudTrailDetailTypes(partition)],
    detail: {
      eventSource: [events.eventSource],
      eventName: [...events.eventNames],
      errorCode: Match.doesNotExist(),
    },
  };
}

/** `aws.eks` → `EKS`. */
export function serviceName({ source }: WatchedEvents): string {
  return source.replace('aws.', '').toUpperCase();
}
