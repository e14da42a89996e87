import type { Json } from '../model/json.ts';

export interface EventQuery {
  /** As CloudTrail spells it: `CreateAccessEntry`. */
  readonly eventName: string;
  readonly region: string;
  /** Both in milliseconds since the epoch, and both included. */
  readonly since: number;
  readonly until: number;
}

export interface LookedUp {
  /** CloudTrail's records, parsed; the newest first. */
  readonly records: readonly Json[];
  /** Why there may be more of them: `no look-ups are left`, `AccessDenied: …`. */
  readonly incomplete?: string;
}

/** What CloudTrail remembers of the last 90 days, which is too slow to ask for more than who did something. */
export interface EventHistory {
  /** One query at a time, however many are asked for at once. Never throws. */
  lookUp(query: EventQuery): Promise<LookedUp>;
  /** Look-ups that may still be made. A page is one. */
  left(): number;
}
