/** A Region that config watches, or the partition's IAM Region, where global services are recorded. */
export interface WatchedRegion {
  readonly region: string;
  readonly watched: boolean;
  readonly iamRegion: boolean;
}
