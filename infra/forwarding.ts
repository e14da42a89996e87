import { type WatchedEvents, watchedEvents } from '../functions/events/catalogue/watched-events.ts';
import { iamRegionOf, partitionOf } from '../shared/model/partition.ts';

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

/** What CloudTrail records in a Region that we want to know; what happens to our own resources is the monitor's affair. */
export function eventsIn(
  region: string,
  homeRegion: string,
  watched: readonly string[],
): readonly WatchedEvents[] {
  const isIam = region === iamRegionFor(homeRegion);
  const isWatched = watched.includes(region);
  const of = { iam: isIam, watched: isWatched, everywhere: isIam || isWatched, home: false };
  return watchedEvents.filter(({ where }) => of[where]);
}

/** Home itself in a partition whose IAM Region is not known: nothing is then forwarded in vain. */
function iamRegionFor(homeRegion: string): string {
  return iamRegionOf(partitionOf(homeRegion)) ?? homeRegion;
}
