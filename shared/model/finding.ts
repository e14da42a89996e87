import type { Actor, Claim } from './change.ts';
import type { Json } from './json.ts';
import type { Severity } from './severity.ts';

/** The AWS resource that a finding is about. */
export interface Resource {
  /** CloudFormation's type name, such as `AWS::EKS::AccessEntry`. */
  readonly type: string;
  /** Its ARN, or the nearest thing that names it. */
  readonly id: string;
}

/** What a violation says once it has an identity. */
export interface FindingContent {
  readonly id: string;
  readonly ruleId: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly accountId: string;
  /** `global` for IAM. */
  readonly region: string;
  readonly clusterName?: string;
  readonly resource: Resource;
  /** What a waiver names: the principal ARN of an entry, the ARN of a cluster, role ARN and statement … */
  readonly subject: string;
  readonly evidence: Readonly<Record<string, Json>>;
  readonly because: string;
  readonly remedy: string;
  readonly command?: string;
  /** Canonical text: a finding is CHANGED when it or the severity differs. */
  readonly fingerprint: string;
  readonly waiver?: AppliedWaiver;
  /** Findings about the same grant that this one implies. */
  readonly absorbed?: readonly AbsorbedFinding[];
}

/** What says whose a finding is. */
export type Owned = Pick<FindingContent, 'resource' | 'subject' | 'evidence'>;

interface AppliedWaiver {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

interface AbsorbedFinding {
  readonly ruleId: string;
  readonly message: string;
}

/** Open and waived findings are live; the others are kept so that they can be reopened. */
export type FindingStatus = 'open' | 'waived' | 'resolved' | 'retired';

/** A violation with an identity over time. */
export interface Finding extends FindingContent {
  readonly status: FindingStatus;
  /** Milliseconds since the epoch, as are all times here. */
  readonly firstSeen: number;
  readonly changedAt: number;
  /** Who made the last change of this finding, once an event said so. */
  readonly actor?: Actor;
  /** What its last step rests on that no event has accounted for yet. */
  readonly awaiting?: Awaiting;
  /** Counts the transitions of this finding, from 1. */
  readonly version: number;
  /** When it was reopened of late: what makes it flap. */
  readonly reopenedAt?: readonly number[];
  /** While it comes and goes too often to tell every time. */
  readonly flapping?: Flapping;
}

/** Values that changed, and nobody is known to have changed them. */
export interface Awaiting {
  readonly claims: readonly Claim[];
  /** Between these moments they were changed. */
  readonly since: number;
  readonly until: number;
  /** Who changed the others, if an event said so: the last of them. */
  readonly actor?: Actor;
}

export interface Flapping {
  readonly since: number;
  /** How often it was reopened since then. */
  readonly count: number;
  /** The last time that it came or went. */
  readonly movedAt: number;
  readonly remindedAt: number;
  /** The longest time that it was open, in milliseconds. */
  readonly longestOpen: number;
}

export const transitionTypes = [
  'OPENED',
  'CHANGED',
  'REOPENED',
  'RESOLVED',
  'WAIVED',
  'UNWAIVED',
  'WAIVER_EXPIRED',
  'ACTOR_KNOWN',
  'RETIRED',
  'FLAPPING',
  'SETTLED',
] as const;
export type TransitionType = (typeof transitionTypes)[number];

/** Why a finding moved: the estate did, or we did. */
export type Cause = 'change' | 'baseline' | 'catalogue' | 'config';

/** One step of one finding. `finding` is as it stands after it. */
export interface Transition {
  /** Hash of finding id and version: the same step has the same id, however often it is computed. */
  readonly id: string;
  readonly type: TransitionType;
  readonly cause: Cause;
  readonly at: number;
  /** `now` is sent at once, `digest` with the next sweep that completes, `none` not at all: a finding that flaps. */
  readonly delivery: 'now' | 'digest' | 'none';
  /** Transitions of one group share a message: the event's id, or the sweep's run id. */
  readonly group: string;
  readonly finding: Finding;
  readonly previousSeverity?: Severity;
  /** Why a finding was retired, in words. */
  readonly note?: string;
  /** What the principal that was touched could do before, and can do now. */
  readonly access?: AccessStory;
}

/** A change of what one principal may do, in one cluster or in IAM. */
export interface AccessStory {
  readonly principalArn: string;
  readonly clusterName?: string;
  readonly before: AccessState;
  readonly after: AccessState;
  /** Commands that take the change back, in the order in which to run them. */
  readonly undo: readonly string[];
}

export interface AccessState {
  /** In human words, a line each: `AmazonEKSViewPolicy in payments-*`, `group payments-devs`; empty for nothing. */
  readonly grants: readonly string[];
  /** The strongest power and its reach, such as `cluster-admin in the whole cluster`; undefined where it is not known. */
  readonly power?: string;
  /** Why it is not known, where it could not be read. */
  readonly unread?: string;
}

/** What is owed about one finding: its transitions not yet sent, oldest first. */
export interface OwedFinding {
  readonly finding: Finding;
  readonly owed: readonly OwedTransition[];
}

/** A transition as kept with its finding until it has been sent. */
export type OwedTransition = Omit<Transition, 'finding'> & {
  readonly severity: Severity;
  readonly message: string;
  readonly actor?: Actor;
  /** So many steps before this one are not kept: too many of them waited. */
  readonly dropped?: number;
};
