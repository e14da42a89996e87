import { decideAssumeRole } from '../iam/assume-role.ts';
import { conditionText } from '../iam/evidence.ts';
import { mayTrustPrincipals } from '../iam/principal-trust.ts';
import { decideAsSession } from '../iam/second-factor.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Ability } from './ability.ts';
import type { Actor, Chosen } from './actor.ts';
import { type Facts, unread } from './facts.ts';

/** Whether a role's trust policy and the actor's own policies let it in; a trust that was not read is not proven to. */
export function assumeAbility(facts: Facts, actor: Actor, roleArn: string): Ability | undefined {
  const document = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
  if (document === unread || document === undefined || !mayTrustPrincipals(document)) {
    return undefined;
  }
  const decideWith = (chosen: Chosen) =>
    decideAssumeRole({
      trust: { name: `trust policy of ${roleArn}`, document },
      roleArn,
      caller: { type: 'AWS', arn: actor.arn, permissions: actor.permissions },
      action: 'sts:AssumeRole',
      context: actor.context(chosen),
    });
  const decision = actor.kind === 'role' ? decideAsSession(decideWith) : decideWith({});
  if (decision.outcome === 'denied') return undefined;
  return {
    actions: ['sts:AssumeRole'],
    deciding: decision.deciding,
    turnsOn: [...decision.conditions.map(conditionText), ...(decision.assumes ?? [])].sort(),
  };
}
