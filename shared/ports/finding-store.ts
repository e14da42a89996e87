import type { Finding, OwedFinding, Transition } from '../model/finding.ts';

/** The findings of one account, durable and readable by every later release. */
export interface FindingStore {
  /** Every finding, resolved ones included. Consistent. */
  all(): Promise<readonly Finding[]>;
  /**
   * Writes each transition's finding and adds the transition to what is owed, as long as HEAD stands at
   * `seq`: each chunk is atomic with that check. `superseded` when HEAD has moved; earlier chunks stay.
   * Of more than 50 owed for one finding the newest are kept, and how many are not.
   */
  write(transitions: readonly Transition[], seq: number): Promise<'written' | 'superseded'>;
  /** Findings with unsent transitions. May lag behind writes by moments. */
  owed(): Promise<readonly OwedFinding[]>;
  /** Forgets the named transitions of a finding; those added meanwhile stay owed. */
  settle(findingId: string, transitionIds: readonly string[]): Promise<void>;
}
