import type { Waiver } from './config.ts';

/** A waiver, and what came of it on the day of an assessment. */
export interface WaiverStanding extends Waiver {
  readonly term: 'running' | 'expiring' | 'expired';
  /** Whole days after this one on which it holds: 0 on its last, negative once it has expired. */
  readonly daysLeft: number;
  /** Undetermined while it matches nothing and something that it may match could not be judged. */
  readonly use: 'used' | 'unmatched' | 'undetermined';
  /** Ids of what it matches, whether or not it still holds. Sorted. */
  readonly findings: readonly string[];
  /** Why it is not used, or why it covers nothing all the same. */
  readonly because?: string;
}

/** How many waivers stand how. One may count as in force and as unmatched. */
export interface WaiverTally {
  readonly inForce: number;
  /** Of those in force. */
  readonly expiring: number;
  readonly expired: number;
  readonly unmatched: number;
  readonly undetermined: number;
}

/** A waiver that is about to end, as a message names it. */
export type EndingWaiver = Omit<Waiver, 'reason'>;
