import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import { assuming } from './ability.ts';
import { type Actor, actorWith } from './actor.ts';
import { isAdministrator, isBounded } from './administrator.ts';
import type { Escalation } from './escalation.ts';
import {
  administratorAccess,
  type EscalationScene,
  type Found,
  policiesOf,
  stepsInIam,
} from './escalation-scene.ts';
import { groupPolicies } from './permissions.ts';
import { isStronger } from './stronger.ts';

/** Writes into its own role or user; in vain where a boundary holds it. */
export function* onOwnPrincipal(
  kind: Actor['kind'],
  { steps }: Escalation,
  { facts, actor }: EscalationScene,
): Generator<Found> {
  if (actor.kind !== kind || isBounded(facts, actor)) return;
  const boundary = policiesOf(facts, actor.arn)?.boundary;
  const ability = stepsInIam(actor, steps, actor.arn, boundary);
  if (ability !== undefined) yield { ability };
}

export function* onOwnPolicy(
  { steps }: Escalation,
  { facts, actor }: EscalationScene,
): Generator<Found> {
  if (isBounded(facts, actor)) return;
  const groups = ownGroups({ facts, actor }).map((arn) => facts.get(factKeys.groupPolicies(arn)));
  const holders = [policiesOf(facts, actor.arn), ...groups];
  for (const arn of holders.flatMap((holder) => holder?.attached ?? [])) {
    if (parseIamArn(arn)?.accountId !== facts.account.accountId) continue;
    const ability = stepsInIam(actor, steps, arn, undefined);
    if (ability === undefined) continue;
    const isOlder = steps.includes('iam:SetDefaultPolicyVersion');
    const sure = isOlder ? assuming(ability, 'another version of the policy allows more') : ability;
    yield { ability: sure, through: arn };
  }
}

/** Worth it only where the boundary holds something back. */
export function* onOwnBoundary(
  { steps }: Escalation,
  { facts, actor }: EscalationScene,
): Generator<Found> {
  const boundary = policiesOf(facts, actor.arn)?.boundary;
  if (boundary === undefined || !isBounded(facts, actor) || !gainsWithout(facts, actor)) return;
  const isRewritten = steps.includes('iam:CreatePolicyVersion');
  const isOthers = parseIamArn(boundary)?.accountId !== facts.account.accountId;
  const isOfKind = steps.every((step) => step.toLowerCase().includes(actor.kind));
  if (isRewritten ? isOthers : !isOfKind) return;
  const isChosen = steps.some((step) => step.startsWith('iam:Put'));
  const stated = isChosen ? administratorAccess(facts.account.partition) : boundary;
  const resource = isRewritten ? boundary : actor.arn;
  const ability = stepsInIam(actor, steps, resource, stated);
  if (ability !== undefined) yield { ability, through: boundary };
}

function gainsWithout(facts: EscalationScene['facts'], actor: Actor): boolean {
  const { boundary: _, ...permissions } = actor.permissions;
  const free = actorWith(facts, permissions);
  return isAdministrator(free) || isStronger(facts, free, actor);
}

export function* onOwnGroup(
  { steps }: Escalation,
  { facts, actor }: EscalationScene,
): Generator<Found> {
  if (isBounded(facts, actor)) return;
  for (const arn of ownGroups({ facts, actor })) {
    const ability = stepsInIam(actor, steps, arn, undefined);
    if (ability !== undefined) yield { ability, through: arn };
  }
}

export function* onStrongerGroup({ steps }: Escalation, scene: EscalationScene): Generator<Found> {
  const { facts, actor } = scene;
  if (actor.kind !== 'user') return;
  const own = ownGroups(scene);
  for (const arn of facts.list(factKeys.groups())) {
    const ability = stepsInIam(actor, steps, arn, undefined);
    if (own.includes(arn) || ability === undefined) continue;
    if (scene.isPrize(asMember(scene, arn))) yield { ability, through: arn };
  }
}

function asMember({ facts, actor }: EscalationScene, groupArn: string): Actor {
  const group = groupPolicies(facts, parseIamArn(groupArn)?.name ?? '');
  const identity = [...actor.permissions.identity, ...group];
  return actorWith(facts, { ...actor.permissions, identity });
}

/** A user's groups are given by name, which is unique in an account. */
function ownGroups({ facts, actor }: Pick<EscalationScene, 'facts' | 'actor'>): readonly string[] {
  const names = policiesOf(facts, actor.arn)?.groups ?? [];
  if (names.length === 0) return [];
  return facts
    .list(factKeys.groups())
    .filter((arn) => names.includes(parseIamArn(arn)?.name ?? ''));
}
