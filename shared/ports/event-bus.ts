/** An event of our own. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  /** JSON. */
  readonly detail: string;
}

/** A bus of EventBridge. */
export interface EventBus {
  put(events: readonly BusEvent[]): Promise<void>;
}
