/** The newest event of a kind that has come to us. */
export interface HeardEvent {
  /** What it had read again: `accessEntry`, `role`, `kubernetes` … */
  readonly kind: string;
  /** When the call was made, in milliseconds since the epoch. */
  readonly at: number;
}

/** What has been heard of late, for whoever wonders whether events arrive. */
export interface EventsHeard {
  /** Keeps it if it is newer than what is known of its kind. */
  heard(event: HeardEvent): Promise<void>;
  /** The newest of each kind. */
  last(): Promise<readonly HeardEvent[]>;
}
