/** Calls of our own that the feed of events must bring back to us: proof that it is alive. */
export interface Heartbeats {
  /** Before or after it is heard: events can be faster than whoever sent the beat. */
  sent(beat: { readonly id: string; readonly at: number }): Promise<void>;
  heard(id: string, at: number): Promise<void>;
  /**
   * The oldest beat that was sent since the last one that was heard, which is how long the feed may be dead; the last
   * one that was heard where none is missing.
   */
  last(): Promise<Heartbeat | undefined>;
}

export interface Heartbeat {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly heardAt?: number;
}
