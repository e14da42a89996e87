/** Makes a call of our own that the feed of events must bring back to us. */
export interface HeartbeatSender {
  /** Resolves when AWS has taken it; `id` comes back with the event. */
  send(id: string): Promise<void>;
}
