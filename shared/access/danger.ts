import type { DecidingStatement, Decision } from '../iam/decision.ts';
import type { NarrowGrant } from '../iam/narrowed-policy.ts';
import type { Json } from '../model/json.ts';
import type { Condition } from '../model/policy-document.ts';
import { lowered, type Severity } from '../model/severity.ts';

/** Something that the policies of a role let it do, and that no workload should. */
export interface Danger {
  /** Tells dangers of one sort apart. */
  readonly key?: string;
  /** The services it is about, as action names begin; empty for all of them. Sorted. */
  readonly services: readonly string[];
  readonly severity: Severity;
  /** What the role may do, as it goes on after "may". */
  readonly may: string;
  /** How far it goes, as evidence: Regions, services, roles. Sorted. */
  readonly reach: Readonly<Record<string, Json>>;
  readonly deciding: readonly DecidingStatement[];
  /** What it turns on where the answer is conditional. */
  readonly conditions: readonly Condition[];
  readonly assumes: readonly string[];
  /** What its statements might say instead; absent where nobody can tell what the role needs. */
  readonly instead?: NarrowGrant;
}

/** One or more answers that agree; the same statement or condition may stand in it more than once. */
export interface Grant {
  readonly certain: boolean;
  /** What was asked about in each of them, once and in order. */
  readonly about: readonly string[];
  readonly deciding: readonly DecidingStatement[];
  readonly conditions: readonly Condition[];
  readonly assumes: readonly string[];
}

export interface Answer {
  readonly about: string;
  readonly decision: Decision;
}

/** What is allowed for certain and what under conditions, as far as there is any of either. */
export function grantsIn(answers: Iterable<Answer>): readonly Grant[] {
  const all = [...answers];
  return (['allowed', 'conditional'] as const).flatMap((outcome) => {
    const agreeing = all.filter(({ decision }) => decision.outcome === outcome);
    return agreeing.length === 0 ? [] : [grantOf(agreeing, outcome === 'allowed')];
  });
}

/** What is certain where anything is: conditions then add nothing to it. */
export function strongestGrant(answers: Iterable<Answer>): Grant | undefined {
  return grantsIn(answers)[0];
}

/** What holds only if all of these are allowed; undefined as soon as one is not. */
export function jointGrant(answers: readonly Answer[]): Grant | undefined {
  const outcomes = answers.map(({ decision }) => decision.outcome);
  if (outcomes.includes('denied')) return undefined;
  return grantOf(answers, !outcomes.includes('conditional'));
}

/** The severity of what is certain, one step less for what turns on conditions. */
export function severityOf({ certain }: Grant, severity: Severity): Severity {
  return certain ? severity : lowered(severity);
}

function grantOf(answers: readonly Answer[], certain: boolean): Grant {
  const decisions = answers.map(({ decision }) => decision);
  return {
    certain,
    about: [...new Set(answers.map(({ about }) => about))].sort(),
    deciding: decisions.flatMap(({ deciding }) => deciding),
    conditions: decisions.flatMap(({ conditions }) => conditions),
    assumes: decisions.flatMap(({ assumes = [] }) => assumes),
  };
}
