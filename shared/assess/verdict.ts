import type { Place } from '../model/account.ts';
import type { Fact } from '../model/fact.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';
import type { FindingContent, Resource } from '../model/finding.ts';
import type { Violation } from '../model/violation.ts';
import type { WaiverStanding } from '../model/waiver-standing.ts';
import type { SubjectKind } from '../rules/rule.ts';

/** AWS Config's words. */
export const verdictWords = [
  'COMPLIANT',
  'NON_COMPLIANT',
  'NOT_APPLICABLE',
  'INSUFFICIENT_DATA',
] as const;
export type VerdictWord = (typeof verdictWords)[number];

/** One rule's judgement of one subject. */
export interface Verdict {
  readonly ruleId: string;
  readonly subject: string;
  readonly place: Place;
  readonly resource: Resource;
  readonly verdict: VerdictWord;
  readonly violations: readonly Violation[];
  /** Why it is not applicable, or why not everything could be decided; the violations found stand all the same. */
  readonly reason?: string;
  /** False when something that the rule needed was unread or undecided: nothing is resolved on it. */
  readonly complete: boolean;
  /** Why it is not complete: a fact was unread, what was read does not decide it, or the rule itself failed. */
  readonly doubt?: 'unread' | 'undecided' | 'failed';
  /** What the subject's existence and its own values rest on. */
  readonly restsOn: readonly Touched[];
  /** What the check asked and was answered: as long as these answers and those hold, so does the verdict. */
  readonly touched: readonly Asked[];
}

/**
 * Tells verdicts apart. A rule, a Region and a cluster have no space in their names; a subject may, and stands last.
 */
export function verdictKey(of: {
  readonly ruleId: string;
  readonly region: string;
  readonly clusterName?: string;
  readonly subject: string;
}): string {
  return `${of.ruleId} ${of.region} ${of.clusterName ?? ''} ${of.subject}`;
}

/**
 * One question of a check. `optional` may be missing without a gap in coverage; `derived` is a part of another fact that
 * was not understood, and stands as long as that does.
 */
export type Touched =
  | {
      readonly ask: 'fact' | 'optional' | 'derived';
      readonly key: FactKey<unknown>;
      readonly answer: Fact<unknown>;
    }
  | { readonly ask: 'members'; readonly key: ListKey; readonly answer: Fact<readonly string[]> };

/** What a check may ask beside its subject. */
export type Asked = Touched | AskedDay | SharedWork;

/** The day was asked for: on another one, YYYY-MM-DD in UTC, the answer is another. */
export interface AskedDay {
  readonly ask: 'day';
  readonly day: string;
}

/** Work that checks share, and what it asked. */
export interface SharedWork {
  readonly ask: 'shared';
  readonly parts: readonly Asked[];
}

/** Subjects that could not be listed: a finding inside the gap can neither be confirmed nor resolved. */
export interface Gap {
  readonly kind: SubjectKind;
  readonly region: string;
  readonly clusterName?: string;
  /** The gap is inside one resource, such as a role whose trust policy was unread. */
  readonly resourceId?: string;
  readonly key: FactKey<unknown>;
  readonly reason: string;
}

/** What a whole estate amounts to under a catalogue and a config. */
export interface Assessment {
  readonly verdicts: readonly Verdict[];
  readonly gaps: readonly Gap[];
  /** One for each violation that is not absorbed by another, most severe first, then by id. */
  readonly findings: readonly FindingContent[];
  /** Ids of violations that others absorbed, and the id of the finding that speaks for each. */
  readonly absorbed: ReadonlyMap<string, string>;
  /** Ids of findings that an expired waiver would have covered. */
  readonly expiredWaivers: ReadonlySet<string>;
  /** Every waiver of the configuration, in its order. */
  readonly waivers: readonly WaiverStanding[];
  readonly coverage: readonly Coverage[];
  /** How many facts the rules asked for and were given. */
  readonly factsRead: number;
}

/** What an enabled rule needed to read. */
export interface Coverage {
  readonly fact: string;
  readonly place: string;
  readonly item?: string;
  readonly read: boolean;
  readonly reason?: string;
  /** The configuration says why this is acceptable for now. */
  readonly expected?: boolean;
}
