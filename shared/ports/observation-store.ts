import type { GrantEvent, Observation } from '../model/observation.ts';

/** Grants that wait for their removal, and observations that have not been told. */
export interface ObservationStore {
  /** Remembers the event for `lifeMs`; hearing it twice is hearing it once. */
  remember(event: GrantEvent, lifeMs: number): Promise<void>;
  /** The events about this grant that are remembered, in the order of their event times. */
  about(grantId: string): Promise<readonly GrantEvent[]>;
  /** Owes it to people, once for each id. */
  record(observation: Observation): Promise<void>;
  owed(): Promise<readonly Observation[]>;
  settle(id: string): Promise<void>;
}
