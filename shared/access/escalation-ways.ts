import { mayAllow } from '../iam/may-allow.ts';
import { factKeys } from '../model/fact-key.ts';
import { surest } from './ability.ts';
import type { Actor } from './actor.ts';
import type { Escalation, EscalationTarget } from './escalation.ts';
import type { EscalationScene, Found } from './escalation-scene.ts';
import { escalations } from './escalations.ts';
import {
  onOwnBoundary,
  onOwnGroup,
  onOwnPolicy,
  onOwnPrincipal,
  onStrongerGroup,
} from './escalations-on-itself.ts';
import {
  onAnyUser,
  onAssumableRole,
  onNew,
  onPassedRole,
  onRunningCode,
  onStronger,
} from './escalations-on-others.ts';
import { actionOf } from './step-abilities.ts';
import type { Way } from './way.ts';

/**
 * The ways in the table of escalations.ts that are open to an actor, by all its policies together. Rows about
 * `targets` are left out.
 */
export function escalationWays(
  scene: EscalationScene,
  without: readonly EscalationTarget[] = [],
): readonly Way[] {
  const rows = escalations.filter((row) => mightTake(scene.actor, row));
  return rows
    .filter(({ on }) => !without.includes(on))
    .flatMap((row) => {
      const found = surest(finders[row.on](row, scene));
      return found === undefined ? [] : [{ id: row.id, does: row.does, ...found }];
    });
}

/** Cheap first: most principals may do none of it anywhere. */
function mightTake({ compiled }: Actor, { steps, on }: Escalation): boolean {
  if (on === 'passed role' && !mayAllow(compiled, 'iam:PassRole')) return false;
  return steps.every((step) => mayAllow(compiled, actionOf(step)));
}

type Finder = (row: Escalation, scene: EscalationScene) => Iterable<Found>;

const finders: Readonly<Record<EscalationTarget, Finder>> = {
  'own role': (row, scene) => onOwnPrincipal('role', row, scene),
  'own user': (row, scene) => onOwnPrincipal('user', row, scene),
  'own policy': onOwnPolicy,
  'own boundary': onOwnBoundary,
  'own group': onOwnGroup,
  'stronger group': onStrongerGroup,
  'stronger user': (row, scene) => onStronger(factKeys.users(), row, scene),
  'stronger role': (row, scene) => onStronger(factKeys.roles(), row, scene),
  'any user': onAnyUser,
  'assumable role': onAssumableRole,
  'new user': (row, scene) => onNew('user', row, scene),
  'new role': (row, scene) => onNew('role', row, scene),
  'passed role': onPassedRole,
  'running code': onRunningCode,
};
