import type { Account } from '../model/account.ts';
import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import { iamRegionOf } from '../model/partition.ts';
import type { PrincipalPolicies } from '../model/principal.ts';
import { type Ability, surest } from './ability.ts';
import type { Actor, Chosen } from './actor.ts';
import type { Facts } from './facts.ts';
import { stepsOn } from './step-abilities.ts';

/** Who tries, and for what it would be worth it. */
export interface EscalationScene {
  readonly facts: Facts;
  readonly actor: Actor;
  /** Whether becoming this role, user or group member is worth it. */
  isPrize(other: Actor): boolean;
}

/** What a way needs, and what it goes through. */
export interface Found {
  readonly ability: Ability;
  readonly through?: string;
}

/** The attached policies, groups and boundary of a role or user. */
export function policiesOf(facts: Facts, arn: string): PrincipalPolicies | undefined {
  const isUser = parseIamArn(arn)?.kind === 'user';
  return facts.get(isUser ? factKeys.userPolicies(arn) : factKeys.rolePolicies(arn));
}

/** All steps in IAM, with whichever policy gets through: on a principal with this boundary, or making one with it. */
export function stepsInIam(
  actor: Actor,
  steps: readonly string[],
  resource: string,
  boundary: string | undefined,
): Ability | undefined {
  return surest(attempts(actor, steps, resource, boundary))?.ability;
}

/** To keep out one strong policy leaves the others; a policy of AWS that nobody spells stands for those. */
function* attempts(
  actor: Actor,
  steps: readonly string[],
  resource: string,
  boundary: string | undefined,
): Generator<{ readonly ability: Ability }> {
  const { account, stranger } = actor;
  const policies = ['AdministratorAccess', 'IAMFullAccess', stranger()];
  for (const name of policies) {
    const policyArn = awsPolicy(account.partition, name);
    const request = { ...iamRequest(account, boundary), 'iam:policyarn': policyArn };
    const ability = stepsOn(actor, steps, resource, request);
    if (ability !== undefined) yield { ability };
  }
}

/** What an attacker says in a request to IAM: the policy that allows everything, on a principal with this boundary. */
export function iamRequest({ partition }: Account, boundary: string | undefined): Chosen {
  const region = iamRegionOf(partition);
  return {
    'iam:policyarn': administratorAccess(partition),
    'iam:permissionsboundary': boundary ?? [],
    ...(region !== undefined && { 'aws:requestedregion': region }),
  };
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
export function administratorAccess(partition: string): string {
  return awsPolicy(partition, 'AdministratorAccess');
}

function awsPolicy(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}
