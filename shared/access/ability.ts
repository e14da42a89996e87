import { decide } from '../iam/decide.ts';
import type { DecidingStatement } from '../iam/decision.ts';
import { conditionText } from '../iam/evidence.ts';
import { compareText } from '../model/json.ts';
import type { Actor, Chosen } from './actor.ts';
import { withKeysOf } from './request-keys.ts';

/** Something that a principal can do, by which statements, and on what that turns. */
export interface Ability {
  readonly actions: readonly string[];
  readonly deciding: readonly DecidingStatement[];
  /** In words, sorted, each once; none where it can for certain. */
  readonly turnsOn: readonly string[];
}

/** Undefined where it cannot, whatever is not known. */
export function ask(
  actor: Actor,
  action: string,
  resource: string,
  chosen: Chosen = {},
): Ability | undefined {
  const context = withKeysOf(action, actor.context(chosen));
  const decision = decide(actor.compiled, { action, resource, context });
  if (decision.outcome === 'denied') return undefined;
  const turnsOn = [...decision.conditions.map(conditionText), ...(decision.assumes ?? [])];
  return { actions: [action], deciding: decision.deciding, turnsOn: sortedOnce(turnsOn) };
}

/** All of it, one after the other; undefined where one is missing. */
export function together(abilities: readonly (Ability | undefined)[]): Ability | undefined {
  const held = abilities.filter((ability) => ability !== undefined);
  return held.length < abilities.length ? undefined : sumOf(held);
}

/** What several abilities are as one. */
export function sumOf(abilities: readonly Ability[]): Ability {
  return {
    actions: sortedOnce(abilities.flatMap(({ actions }) => actions)),
    deciding: abilities.flatMap(({ deciding }) => deciding),
    turnsOn: sortedOnce(abilities.flatMap(({ turnsOn }) => turnsOn)),
  };
}

/** The first that is certain, else the first at all. Asks no further than it must. */
export function surest<T extends { readonly ability: Ability }>(found: Iterable<T>): T | undefined {
  let first: T | undefined;
  for (const each of found) {
    if (isCertain(each.ability)) return each;
    first ??= each;
  }
  return first;
}

export function isCertain({ turnsOn }: Ability): boolean {
  return turnsOn.length === 0;
}

/** The same, where it takes something that was not read. */
export function assuming(ability: Ability, assumption: string): Ability {
  return { ...ability, turnsOn: sortedOnce([...ability.turnsOn, assumption]) };
}

function sortedOnce(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}
