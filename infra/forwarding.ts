import { iamRegionOf, partitionOf } from '../shared/model/partition.ts';
import { type WatchedEvents, watchedEvents } from '../shared/model/watched-events.ts';

/** A Region that is not home, and what happens there that must be known at home. */
export interface Forwarding {
  readonly region: string;
  readonly events: readonly WatchedEvents[];
}

/** Which Regions forward what: watched ones their own events, and the IAM Region those of IAM. */
export function forwardings(homeRegion: string, watched: readonly string[]): readonly Forwarding[] {
  const regions = new Set([...watched, iamRegionFor(homeRegion)]);
  regions.delete(homeRegion);
  return [...regions]
    .sort()
    .map((region) => ({ region, events: eventsIn(region, homeRegion, watched) }));
}

/** What CloudTrail records in a Region that we want to know. */
export function eventsIn(
  region: string,
  homeRegion: string,
  watched: readonly string[],
): readonly WatchedEvents[] {
  return watchedEvents.filter(({ global }) =>
    global ? region === iamRegionFor(homeRegion) : watched.includes(region),
  );
}

/** Home itself in a partition whose IAM Region is not known: nothing is then forwarded in vain. */
function iamRegionFor(homeRegion: string): string {
  return iamRegionOf(partitionOf(homeRegion)) ?? homeRegion;
}
