import type { Condition, ListElement } from '../model/policy-document.ts';
import { isAboutResource } from './compiled-statement.ts';
import type { DecidingStatement, Decision } from './decision.ts';
import type { Hit, Question, Tally } from './tally.ts';

/** Tallies that all have to allow; the statements of `grants` are named as deciding. */
export interface Way {
  readonly grants: readonly Tally[];
  readonly limits: readonly Tally[];
  /** What else it takes, in words. */
  readonly assumes?: string;
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
  if (all.some(({ denies }) => denies.length > 0)) {
    return {
      outcome: 'denied',
      deciding: named(all.flatMap(({ denies }) => denies)),
      conditions: [],
    };
  }
  const open = ways.filter(isOpen);
  if (open.length === 0) return implicitDeny;
  const sure = open.filter(isSure);
  const best = sure.length > 0 ? sure : open;
  const deciding = named(best.flatMap(({ grants }) => grants.flatMap(allowing)));
  if (sure.length > 0 && all.every(({ perhapsDenies }) => perhapsDenies.length === 0)) {
    return { outcome: 'allowed', deciding, conditions: [] };
  }
  const perhapsDenies = all.flatMap((tally) => tally.perhapsDenies);
  const turningOn = [...perhapsDenies, ...best.flatMap(undecidedOf)];
  const assumes = best.flatMap((way) => way.assumes ?? []);
  return conditional(deciding, turningOn, assumes, question);
}

const implicitDeny: Decision = Object.freeze({
  outcome: 'denied',
  deciding: Object.freeze([]),
  conditions: Object.freeze([]),
});

function isOpen({ grants, limits }: Way): boolean {
  return grants.every(mayAllow) && limits.every(mayAllow);
}

function mayAllow({ allows, perhapsAllows }: Tally): boolean {
  return allows.length > 0 || perhapsAllows.length > 0;
}

function isSure({ grants, limits, assumes }: Way): boolean {
  return assumes === undefined && grants.every(allowsSurely) && limits.every(allowsSurely);
}

function allowsSurely({ allows }: Tally): boolean {
  return allows.length > 0;
}

function allowing({ allows, perhapsAllows }: Tally): readonly Hit[] {
  return allows.length > 0 ? allows : perhapsAllows;
}

function undecidedOf({ grants, limits }: Way): readonly Hit[] {
  return [...grants, ...limits].flatMap((tally) =>
    allowsSurely(tally) ? [] : tally.perhapsAllows,
  );
}

/** Each once: a trust policy may name a caller in two ways. */
function named(hits: readonly Hit[]): readonly DecidingStatement[] {
  return unique(hits.map(({ deciding }) => deciding));
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
  const open = hits.flatMap((hit) =>
    hit.conditions.filter(({ holds }) => holds(question.context) === 'unknown'),
  );
  const conditions = new Map(open.map(({ source }) => [textOf(source), source]));
  const assumed = [...others, ...hits.flatMap((hit) => assumptionsOf(hit, question))];
  const assumes = unique(assumed.toSorted());
  return {
    outcome: 'conditional',
    deciding,
    conditions: [...conditions].toSorted(byText).map(([, condition]) => condition),
    ...(assumes.length > 0 && { assumes }),
  };
}

/** By key first, so that the order of statements makes no difference. */
function textOf({ operator, key, values }: Condition): string {
  return JSON.stringify([key, operator, values]);
}

function byText([a]: readonly [string, Condition], [b]: readonly [string, Condition]): number {
  return a < b ? -1 : 1;
}

function assumptionsOf(hit: Hit, { resource, context }: Question): readonly string[] {
  const { assumes, deciding } = hit;
  const { resources } = deciding.source;
  const open = isAboutResource(hit, resource, context) === 'unknown';
  return [
    ...(assumes === undefined ? [] : [assumes]),
    ...(open && resources ? [`${textOfElement(resources)} on ${resource}`] : []),
  ];
}

function textOfElement({ negated, values }: ListElement): string {
  return `${negated ? 'NotResource' : 'Resource'} ${values.join(', ')}`;
}
