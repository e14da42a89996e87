import type { Account } from './account.ts';
import type { Actor } from './change.ts';
import type { AccessStory, Finding, OwedTransition, TransitionType } from './finding.ts';
import type { Observation } from './observation.ts';
import type { Run } from './run.ts';
import type { Severity } from './severity.ts';

/** What there is to tell about one finding. */
export interface Telling {
  readonly finding: Finding;
  /** `OPEN` for a finding that is shown again although nothing happened to it. */
  readonly type: TransitionType | 'OPEN';
  readonly at: number;
  readonly severity: Severity;
  readonly previousSeverity?: Severity;
  readonly message: string;
  readonly cause?: OwedTransition['cause'];
  readonly note?: string;
  /** Whose doing this step was, if an event said so. */
  readonly actor?: Actor;
  /** What the principal that was touched could do before this step, and can do since. */
  readonly access?: AccessStory;
  /** Steps that were not sent either, oldest first. */
  readonly earlier: readonly OwedTransition[];
  /** How many more of them there were, which were not kept. */
  readonly dropped: number;
  /** Suppressed in Security Hub: people get it counted, and no more. */
  readonly quiet?: true;
}

/** One message, before a channel has put it into its own words. Every channel is given the same. */
export type Alert = ChangeAlert | ObservationAlert | DigestAlert;

interface Delivered {
  readonly account: Account;
  /** Hash of the ids of the transitions told: repeats of the message share it. */
  readonly deliveryId: string;
}

interface Tellings extends Delivered {
  /** What needs attention first. */
  readonly told: readonly Telling[];
  /** So many more did not fit into the message; absent for none. */
  readonly hidden?: number;
}

/** What one change moved, or a storm of them: told at once. */
export interface ChangeAlert extends Tellings {
  readonly kind: 'change';
  /** How many changes it was, where there were too many for a message each; absent for one. */
  readonly changes?: number;
}

/** What only events show: told once, and never resolved. */
export interface ObservationAlert extends Delivered {
  readonly kind: 'observation';
  readonly observation: Observation;
  /** What the grant amounts to, as `cluster-admin in the whole cluster`; absent where that is not known. */
  readonly power?: string;
}

/** What one sweep moved, and what waited for it, whatever its severity. */
export interface DigestAlert extends Tellings {
  readonly kind: 'digest';
  readonly run: Run;
  /** Where the bucket of the reports is. */
  readonly homeRegion: string;
  /** Findings below it are counted, not told to people. */
  readonly minimumSeverity: Severity;
  /** The last digest knew the same unread facts, so that they are counted and not listed. */
  readonly unreadAsBefore?: boolean;
  /** What the reader is told of and no more, in words; absent for the account as a whole. */
  readonly only?: string;
}

/** An alert on its way to one of the configured channels. */
export interface Delivery {
  /** By its name in `alerts.channels`. */
  readonly channel: string;
  readonly alert: Alert;
}

/** One message as SNS takes it: for people by e-mail, and for subscribers' filters. */
export interface AlertMessage {
  /** Printable ASCII, at most 99 characters: SNS refuses more. */
  readonly subject: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
}
