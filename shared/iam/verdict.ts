import type { Condition } from '../model/policy-document.ts';
import {
  type CompiledDocument,
  type CompiledStatement,
  holdsIn,
  isAboutAction,
  isAboutResource,
} from './compiled-document.ts';
import type { Context, DecidingStatement, Decision } from './decision.ts';
import type { Truth } from './truth.ts';

export interface CompiledPolicy {
  readonly name: string;
  readonly document: CompiledDocument;
}

/** A request whose action has been taken apart; all in lower case. */
export interface Question {
  readonly action: string;
  readonly service: string;
  readonly resource: string;
  readonly context: Context;
}

/** A statement about the request; `assumes` says what of its principals was undecided. */
export interface Hit {
  readonly policy: string;
  readonly statement: CompiledStatement;
  readonly assumes?: string;
}

/** What policies say together, where an Allow in one is an Allow of all. */
export interface Tally {
  readonly allows: Hit[];
  readonly perhapsAllows: Hit[];
  readonly denies: Hit[];
  readonly perhapsDenies: Hit[];
}

/** Tallies that all have to allow; the statements of `grants` are named as deciding. */
export interface Way {
  readonly grants: readonly Tally[];
  readonly limits: readonly Tally[];
  /** What else it takes, in words. */
  readonly assumes?: string;
}

export function questionOf(action: string, resource: string, context: Context): Question {
  const lower = action.toLowerCase();
  return { action: lower, service: lower.slice(0, lower.indexOf(':')), resource, context };
}

export function tally(policies: readonly CompiledPolicy[], question: Question): Tally {
  const result: Tally = { allows: [], perhapsAllows: [], denies: [], perhapsDenies: [] };
  for (const { name, document } of policies) {
    const { allows, denies } = document.about(question.service);
    sort(allows, name, question, result.allows, result.perhapsAllows);
    sort(denies, name, question, result.denies, result.perhapsDenies);
  }
  return result;
}

function sort(
  statements: readonly CompiledStatement[],
  policy: string,
  question: Question,
  yes: Hit[],
  perhaps: Hit[],
): void {
  for (const statement of statements) {
    const applies = appliesTo(statement, question);
    if (applies === true) yes.push({ policy, statement });
    else if (applies === 'unknown') perhaps.push({ policy, statement });
  }
}

export function appliesTo(statement: CompiledStatement, question: Question): Truth {
  if (!isAboutAction(statement, question.action)) return false;
  const about = isAboutResource(statement, question.resource, question.context);
  if (about === false) return false;
  const holds = holdsIn(statement, question.context);
  return holds === true ? about : holds;
}

/**
 * Any one way is enough, and an explicit Deny of anybody in `all` wins.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function conclude(
  ways: readonly Way[],
  all: readonly Tally[],
  question: Question,
): Decision {
  const denies = all.flatMap((each) => each.denies);
  if (denies.length > 0) return { outcome: 'denied', deciding: named(denies), conditions: [] };
  const open = ways.filter(isOpen);
  if (open.length === 0) return implicitDeny;
  const perhapsDenies = all.flatMap((each) => each.perhapsDenies);
  const sure = open.filter(isSure);
  const best = sure.length > 0 ? sure : open;
  const deciding = named(best.flatMap(({ grants }) => grants.flatMap(allowing)));
  const turningOn = [...perhapsDenies, ...(sure.length > 0 ? [] : best.flatMap(undecidedOf))];
  const assumes = best.flatMap((way) => way.assumes ?? []);
  if (turningOn.length + assumes.length === 0)
    return { outcome: 'allowed', deciding, conditions: [] };
  return conditional(deciding, turningOn, assumes, question);
}

const implicitDeny: Decision = Object.freeze({
  outcome: 'denied',
  deciding: Object.freeze([]),
  conditions: Object.freeze([]),
});

function isOpen({ grants, limits }: Way): boolean {
  return [...grants, ...limits].every(
    ({ allows, perhapsAllows }) => allows.length + perhapsAllows.length > 0,
  );
}

function isSure({ grants, limits, assumes }: Way): boolean {
  return assumes === undefined && [...grants, ...limits].every(({ allows }) => allows.length > 0);
}

function allowing({ allows, perhapsAllows }: Tally): readonly Hit[] {
  return allows.length > 0 ? allows : perhapsAllows;
}

function undecidedOf({ grants, limits }: Way): readonly Hit[] {
  return [...grants, ...limits].flatMap((each) =>
    each.allows.length > 0 ? [] : each.perhapsAllows,
  );
}

/** A trust policy may name a caller in two ways at once. */
function named(hits: readonly Hit[]): readonly DecidingStatement[] {
  const fresh = hits.filter(
    (hit, index) =>
      index ===
      hits.findIndex((other) => other.statement === hit.statement && other.policy === hit.policy),
  );
  return fresh.map(({ policy, statement: { label, source } }) => ({
    policy,
    statement: label,
    source,
  }));
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

function conditional(
  deciding: readonly DecidingStatement[],
  hits: readonly Hit[],
  others: readonly string[],
  question: Question,
): Decision {
  const conditions = new Map<string, Condition>();
  for (const { statement } of hits) {
    for (const { source, holds } of statement.conditions) {
      if (holds(question.context) === 'unknown') conditions.set(textOf(source), source);
    }
  }
  const assumes = unique([
    ...others,
    ...hits.flatMap((hit) => assumptionsOf(hit, question)),
  ]).toSorted();
  return {
    outcome: 'conditional',
    deciding,
    conditions: [...conditions]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, source]) => source),
    ...(assumes.length > 0 && { assumes }),
  };
}

/** Sorted by key, so that the order of statements makes no difference. */
function textOf({ operator, key, values }: Condition): string {
  return JSON.stringify([key, operator, values]);
}

function assumptionsOf({ statement, assumes }: Hit, question: Question): readonly string[] {
  const { resource, context } = question;
  const open = isAboutResource(statement, resource, context) === 'unknown';
  const { negated, values } = statement.source.resources ?? { negated: false, values: [] };
  return [
    ...(assumes === undefined ? [] : [assumes]),
    ...(open
      ? [`${negated ? 'NotResource' : 'Resource'} ${values.join(', ')} on ${resource}`]
      : []),
  ];
}
