import { iamRegionOf } from './partition.ts';

/** A Region that config watches, or the partition's IAM Region, where global services are recorded. */
export interface WatchedRegion {
  readonly region: string;
  readonly watched: boolean;
  readonly iamRegion: boolean;
}

/** The Regions whose trails matter: those that are watched, and the one where IAM is recorded. Sorted. */
export function watchedRegions(
  watched: readonly string[],
  partition: string,
): readonly WatchedRegion[] {
  const iamRegion = iamRegionOf(partition);
  const regions = new Set([...watched, ...(iamRegion === undefined ? [] : [iamRegion])]);
  return [...regions].sort().map((region) => ({
    region,
    watched: watched.includes(region),
    iamRegion: region === iamRegion,
  }));
}
