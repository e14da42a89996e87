import type { Verdict } from '../assess/verdict.ts';
import { canonicalJson, compareText } from '../model/json.ts';
import { plain, shown } from './text.ts';

/** A verdict that was due and could not be given, though what it asked for was read. */
export interface UndecidedVerdict {
  readonly ruleId: string;
  readonly subject: string;
  readonly region: string;
  readonly clusterName?: string;
  readonly reason: string;
}

/** What was neither found clean nor found at fault, and what a rule that failed should have judged. Sorted. */
export function undecidedVerdicts(verdicts: readonly Verdict[]): readonly UndecidedVerdict[] {
  return verdicts
    .filter(({ doubt }) => doubt === 'undecided' || doubt === 'failed')
    .map(({ ruleId, subject, place, reason = '' }) => ({ ruleId, subject, ...place, reason }))
    .sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

/** `irsa-trust-subject-required on arn:…: a Deny in the same document may refuse …`. */
export function undecidedText({ ruleId, subject, reason }: UndecidedVerdict): string {
  return `${plain(ruleId)} on ${shown(subject, 300)}: ${shown(reason, 500)}`;
}

function orderOf({ ruleId, region, clusterName = '', subject }: UndecidedVerdict): string {
  return canonicalJson([ruleId, region, clusterName, subject]);
}
