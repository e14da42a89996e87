/** One thing that was looked at in a deployment, and how it stands. */
export interface Check {
  /** The same from one look to the next: `rule eu-west-1 gatewatch-eu-west-1-changes-eks`. */
  readonly id: string;
  readonly area: CheckArea;
  readonly status: CheckStatus;
  /** What was found, in a sentence or two. */
  readonly says: string;
  /** What to do about it. */
  readonly fix?: string;
  /** That as commands, in their order. */
  readonly commands?: readonly string[];
}

/** In the order in which they are told: what an area needs stands before it. */
export const checkAreas = [
  'deployment',
  'configuration',
  'trails',
  'rules',
  'functions',
  'queues',
  'topics',
  'key',
  'feed',
  'sweeps',
  'clusters',
  'alerts',
  'events',
  'left',
] as const;
export type CheckArea = (typeof checkAreas)[number];

/** `unread` is never ok: nobody could look. */
export const checkStatuses = ['fault', 'unread', 'ok', 'not-applicable'] as const;
type CheckStatus = (typeof checkStatuses)[number];

/** What was asked for, or why it was not told. */
export type Known<V> =
  | { readonly read: true; readonly value: V }
  | { readonly read: false; readonly reason: string };

/** What a function of ours says when it is asked to look at itself and around. */
export interface Examination {
  readonly status: 'examined';
  readonly checks: readonly Check[];
}
