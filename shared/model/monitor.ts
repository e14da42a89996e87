import type { Json } from './json.ts';

/** What was deployed, as synth wrote it down: each part as it has to be. */
export type ExpectedPart =
  | ExpectedRule
  | ExpectedFunction
  | ExpectedTopic
  | ExpectedQueue
  | ExpectedKey;

/** The parts of one deployment in all its Regions, and what it does by the clock. */
export interface MonitorManifest {
  readonly parts: readonly ExpectedPart[];
  readonly sweep: {
    readonly functionName: string;
    /** Milliseconds that may pass from one sweep that completes to the next. */
    readonly maximumAge: number;
  };
}

interface Named<K extends string> {
  readonly kind: K;
  /** The name of the stack that holds it. */
  readonly stack: string;
  readonly region: string;
  readonly name: string;
}

/** A rule of EventBridge: it has a pattern or a schedule. */
export interface ExpectedRule extends Named<'rule'> {
  /** Absent for the default one. */
  readonly bus?: string;
  readonly pattern?: Json;
  readonly schedule?: string;
  /** As `events:PutTargets` takes them. */
  readonly targets: readonly RuleTarget[];
}

/** Of its members those count that say what is sent, where to and by whom; see `sameTarget`. */
export type RuleTarget = { readonly [member: string]: Json };

export interface ExpectedFunction extends Named<'function'> {
  /** ARNs of the queues and streams that invoke it. */
  readonly eventSources: readonly string[];
}

export interface ExpectedTopic extends Named<'topic'> {
  readonly arn: string;
  /** How many addresses synth subscribed. */
  readonly subscribers: number;
  /** Where it is that of findings, which routes may tell elsewhere. */
  readonly tells?: 'findings';
}

export interface ExpectedQueue extends Named<'queue'> {
  readonly url: string;
  /** Whether a message in it is trouble: it is where things end that could not be dealt with. */
  readonly forFailures: boolean;
}

export interface ExpectedKey extends Named<'key'> {
  readonly arn: string;
}

/** A part as AWS tells it; `found` is absent where there is no such thing any more. */
interface Deployed<E extends ExpectedPart, F> {
  readonly kind: E['kind'];
  readonly expected: E;
  readonly found?: F;
}

/** `events:DescribeRule` and `events:ListTargetsByRule`. */
export interface FoundRule {
  /** ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS. */
  readonly state: string;
  readonly pattern?: Json;
  readonly schedule?: string;
  readonly targets: readonly RuleTarget[];
}

/** `lambda:GetFunctionConcurrency` and `lambda:ListEventSourceMappings`. */
export interface FoundFunction {
  /** Absent where none is reserved, which is what we deploy. */
  readonly reservedConcurrency?: number;
  readonly eventSources: readonly EventSource[];
}

export interface EventSource {
  readonly uuid: string;
  readonly arn: string;
  /** Such as Enabled, Disabling or Disabled. */
  readonly state: string;
}

/** How many subscriptions `sns:ListSubscriptionsByTopic` shows. */
export interface FoundTopic {
  readonly confirmed: number;
  readonly pending: number;
}

/** `sqs:GetQueueAttributes`. */
export interface FoundQueue {
  /** How many messages wait, as far as SQS knows; only of a queue for failures. */
  readonly messages?: number;
}

/** `kms:DescribeKey`. */
export interface FoundKey {
  /** Such as Enabled, Disabled or PendingDeletion. */
  readonly state: string;
}

export type MonitorRule = Deployed<ExpectedRule, FoundRule>;
export type MonitorFunction = Deployed<ExpectedFunction, FoundFunction>;
export type MonitorTopic = Deployed<ExpectedTopic, FoundTopic>;
export type MonitorQueue = Deployed<ExpectedQueue, FoundQueue>;
export type MonitorKey = Deployed<ExpectedKey, FoundKey>;

/** Something that has to happen again and again. All times in milliseconds, moments since the epoch. */
interface Recurring<K extends string> {
  readonly kind: K;
  /** When it was looked at. */
  readonly asOf: number;
  readonly maximumAge: number;
}

/** The last sweep that completed before now; none before the first has. */
export interface MonitorSweep extends Recurring<'sweep'> {
  readonly completedAt?: number;
  readonly functionName: string;
}

/** The heartbeat that says how the feed does, and whether its event has come back to us: that may be before `sentAt` was taken. */
export interface MonitorHeartbeat extends Recurring<'heartbeat'> {
  readonly sentAt: number;
  readonly heardAt?: number;
}

/** A part that is there. */
export type There<P extends Deployed<ExpectedPart, unknown>> = P extends unknown
  ? P & { readonly found: NonNullable<P['found']> }
  : never;

/** One part of our own deployment: what it has to be, and what it is. */
export type MonitorPart =
  | MonitorRule
  | MonitorFunction
  | MonitorTopic
  | MonitorQueue
  | MonitorKey
  | MonitorSweep
  | MonitorHeartbeat;

/** What waivers and findings call a part: `rule eu-west-1 gatewatch-eu-west-1-tamper-a`. */
export function expectedPartName({ kind, region, name }: ExpectedPart): string {
  return `${kind} ${region} ${name}`;
}
