import { trustsWorkloads } from '../iam/workload-trust.ts';
import { factKeys } from '../model/fact-key.ts';
import { ask, surest } from './ability.ts';
import type { Actor } from './actor.ts';
import { candidatePrincipals } from './candidate-resources.ts';
import { type Facts, unread } from './facts.ts';
import { type PassableRole, passableRoles } from './passable-roles.ts';

/** The best roles that an actor may pass to a service, by what they are good for. */
export interface PassablePrizes {
  /** One that leads to cluster admin. */
  readonly admin?: PassableRole;
  /** One that can do more than the actor. */
  readonly stronger?: PassableRole;
  readonly any?: PassableRole;
}

/** Instead of a service: roles that EKS tokens of service accounts are trusted with. */
export const serviceAccounts = 'service accounts';

export interface Prizes {
  leadsToClusterAdmin(roleArn: string): boolean;
  isStronger(roleArn: string): boolean;
}

export function passablePrizes(
  facts: Facts,
  actor: Actor,
  service: string,
  prizes: Prizes,
): PassablePrizes {
  const roles =
    service === serviceAccounts
      ? [...passableToServiceAccounts(facts, actor)]
      : [...passableRoles(facts, actor, service)];
  const admin = surest(roles.filter(({ arn }) => prizes.leadsToClusterAdmin(arn)));
  const stronger = admin ?? surest(firstWhere(roles, ({ arn }) => prizes.isStronger(arn)));
  const any = stronger ?? surest(roles);
  return { ...(admin && { admin }), ...(stronger && { stronger }), ...(any && { any }) };
}

function* firstWhere(
  roles: readonly PassableRole[],
  holds: (role: PassableRole) => boolean,
): Generator<PassableRole> {
  for (const role of roles) if (holds(role)) yield role;
}

/** Which service IAM sees a role passed to that an add-on's service account gets is not documented, so it is left open. */
function* passableToServiceAccounts(facts: Facts, actor: Actor): Generator<PassableRole> {
  for (const arn of candidatePrincipals(facts, actor, 'iam:PassRole', factKeys.roles())) {
    const ability = ask(actor, 'iam:PassRole', arn);
    if (ability === undefined) continue;
    const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(arn)));
    if (trust === unread || trust === undefined) continue;
    if (trustsWorkloads(trust).some(({ kind }) => kind === 'irsa')) yield { arn, ability };
  }
}
