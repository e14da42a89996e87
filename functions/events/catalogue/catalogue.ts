import type { CataloguedEvent, EventGroup } from './catalogued-event.ts';
import { cloudTrailEvents } from './cloudtrail.ts';
import { ec2Events } from './ec2.ts';
import { eksEvents } from './eks.ts';
import { iamEvents } from './iam.ts';
import { ownResourceEvents } from './own-resources.ts';

/** The one table of events: what the rules in EventBridge match, and what the parser understands. */
export const catalogue: readonly EventGroup[] = [
  eksEvents,
  iamEvents,
  ec2Events,
  cloudTrailEvents,
  ...ownResourceEvents,
];

export interface Catalogued {
  readonly group: EventGroup;
  readonly event: CataloguedEvent;
}

/** By both names: ECS and Redshift have a CreateCluster too. */
export function cataloguedEvent(eventSource: string, eventName: string): Catalogued | undefined {
  return byName.get(`${eventSource} ${eventName}`);
}

const byName: ReadonlyMap<string, Catalogued> = new Map(
  catalogue.flatMap((group) =>
    group.events.map((event) => [`${group.eventSource} ${event.eventName}`, { group, event }]),
  ),
);
