import { factKeys, type ListKey } from '../model/fact-key.ts';
import { assuming, isCertain, sumOf, together } from './ability.ts';
import { type Actor, actorOf } from './actor.ts';
import { isBounded } from './administrator.ts';
import { assumeAbility } from './assume-ability.ts';
import { candidatePrincipals, candidateResources } from './candidate-resources.ts';
import type { Escalation } from './escalation.ts';
import {
  administratorAccess,
  type EscalationScene,
  type Found,
  policiesOf,
  stepsInIam,
} from './escalation-scene.ts';
import { unread } from './facts.ts';
import { passableRoles, rolesTrusting } from './passable-roles.ts';
import { actionOf, stepsOn, stepsSomewhere } from './step-abilities.ts';

/** Becomes another user or role as it is. */
export function* onStronger(
  list: ListKey,
  row: Escalation,
  scene: EscalationScene,
): Generator<Found> {
  for (const { found, other } of onEach(list, row, scene)) {
    if (scene.isPrize(other)) yield found;
  }
}

/** Gives another user whatever it likes, and becomes it. */
export function* onAnyUser(row: Escalation, scene: EscalationScene): Generator<Found> {
  for (const { found, other } of onEach(factKeys.users(), row, scene)) {
    if (!isBounded(scene.facts, other)) yield found;
  }
}

/** Gives a role whatever it likes, whose trust policy lets it in already. */
export function* onAssumableRole(row: Escalation, scene: EscalationScene): Generator<Found> {
  for (const { found, other } of onEach(factKeys.roles(), row, scene)) {
    if (isBounded(scene.facts, other)) continue;
    const ability = together([found.ability, assumeAbility(scene.facts, scene.actor, other.arn)]);
    if (ability !== undefined) yield { ...found, ability };
  }
}

/** Makes a user or role without a boundary, or with one that bounds nothing. It writes the trust policy, so nothing else has to let it in. */
export function* onNew(
  type: Actor['kind'],
  { steps }: Escalation,
  { facts, actor }: EscalationScene,
): Generator<Found> {
  const { account } = facts;
  const kind = { account, region: '', service: 'iam', type };
  for (const arn of candidateResources(actor, steps.map(actionOf), kind)) {
    for (const boundary of [undefined, administratorAccess(account.partition)]) {
      const ability = stepsInIam(actor, steps, arn, boundary);
      if (ability !== undefined) yield { ability };
    }
  }
}

export function* onPassedRole(
  { steps, service = '' }: Escalation,
  scene: EscalationScene,
): Generator<Found> {
  const use = stepsSomewhere(scene.facts, scene.actor, steps);
  if (use === undefined) return;
  for (const { arn, ability } of passableRoles(scene.facts, scene.actor, service)) {
    if (!isPrizeRole(scene, arn)) continue;
    yield { ability: sumOf([use, ability]), through: arn };
    // Another role would make it no surer.
    if (!isCertain(use)) return;
  }
}

/** What runs where is not among the facts, but with which roles it could. */
export function* onRunningCode(
  { steps, service = '' }: Escalation,
  scene: EscalationScene,
): Generator<Found> {
  const ability = stepsSomewhere(scene.facts, scene.actor, steps);
  if (ability === undefined) return;
  for (const arn of rolesTrusting(scene.facts, service)) {
    if (!isPrizeRole(scene, arn)) continue;
    yield { ability: assuming(ability, 'it runs with a stronger role'), through: arn };
    return;
  }
}

function isPrizeRole(scene: EscalationScene, arn: string): boolean {
  const other = scene.facts.orIncomplete(() => actorOf(scene.facts, arn));
  return other !== unread && other !== undefined && scene.isPrize(other);
}

/** Cheap first: whom the actor cannot touch is not looked at. */
function* onEach(
  list: ListKey,
  { steps }: Escalation,
  { facts, actor }: EscalationScene,
): Generator<{ readonly found: Found; readonly other: Actor }> {
  const candidates = candidatePrincipals(facts, actor, actionOf(steps[0] ?? ''), list);
  for (const arn of candidates.filter((each) => stepsOn(actor, steps, each, {}) !== undefined)) {
    const other = facts.orIncomplete(() => actorOf(facts, arn));
    if (other === unread || other === undefined) continue;
    const ability = stepsInIam(actor, steps, arn, policiesOf(facts, arn)?.boundary);
    if (ability !== undefined) yield { found: { ability, through: arn }, other };
  }
}
