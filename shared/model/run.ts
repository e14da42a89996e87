import type { Severity } from './severity.ts';
import type { EndingWaiver, WaiverTally } from './waiver-standing.ts';

/** One sweep, from its first read to its end. */
export interface Run {
  readonly runId: string;
  /** Milliseconds since the epoch, as are all times here. */
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly status: 'running' | 'complete' | 'failed';
  /** The first sweep of an account: what it finds is the baseline, not news. */
  readonly baseline: boolean;
  /** `open` re-sends every open finding. */
  readonly announce?: 'open';
  /** It read what events had asked for and no more; absent for a look at the account. */
  readonly scope?: 'waiting';
  readonly summary?: RunSummary;
}

/** Whether it has looked at all of the account. */
export function isWholeLook({ status, scope }: Run): boolean {
  return status === 'complete' && scope === undefined;
}

export interface RunSummary {
  /** Open findings by severity after the run. */
  readonly open: Readonly<Record<Severity, number>>;
  readonly waived: number;
  readonly transitions: number;
  /** Facts that the rules asked for and were given. */
  readonly factsRead: number;
  /** How many were not given, and how many of those config expects. */
  readonly unread: { readonly count: number; readonly expected: number };
  /** Verdicts that could not be given although everything they asked for was read. */
  readonly undecided: number;
  /** The first hundred facts of those not given. */
  readonly factsUnread: readonly UnreadNote[];
  /** Absent in runs of earlier releases. */
  readonly waivers?: WaiverTally;
  /** Waivers to warn of in the digest of this run, the first hundred; absent for none. */
  readonly endingWaivers?: readonly EndingWaiver[];
  readonly awsCalls: number;
  readonly reportLocation?: string;
  /** The same for a browser. */
  readonly pageLocation?: string;
}

export interface UnreadNote {
  readonly fact: string;
  readonly place: string;
  readonly reason: string;
  readonly expected: boolean;
}
