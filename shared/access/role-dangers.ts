import { isAtLeast } from '../model/severity.ts';
import { isCertain } from './ability.ts';
import { type Actor, actorOf } from './actor.ts';
import { keyDangers, secretDangers } from './boundless-reads.ts';
import { assumeRoleDangers, passRoleDangers } from './boundless-roles.ts';
import { clusterAccessGrants, grantSeverity } from './cluster-access-grants.ts';
import type { Danger } from './danger.ts';
import { escalationWays } from './escalation-ways.ts';
import type { Facts } from './facts.ts';
import type { Holder } from './holder.ts';
import { isStronger } from './stronger.ts';
import { adminDangers, serviceWildcardDangers } from './whole-services.ts';

/** What is found in the policies of a role, by what it is looked for. */
const dangersOf: readonly ((holder: Holder) => readonly Danger[])[] = [
  adminDangers,
  serviceWildcardDangers,
  secretDangers,
  keyDangers,
  assumeRoleDangers,
  passRoleDangers,
];

/**
 * Whether a role fails a HIGH or CRITICAL permission rule: a danger in its policies, a way to more of IAM, or a way into
 * clusters. Policies that could not be read leave the verdict incomplete; a role that does not exist is not privileged.
 */
export function isPrivileged(facts: Facts, roleArn: string): boolean {
  const actor = actorOf(facts, roleArn);
  if (actor === undefined) return false;
  return hasDanger(actor) || opensClusters(facts, actor) || escalates(facts, actor);
}

function hasDanger(holder: Holder): boolean {
  return dangersOf.some((find) => find(holder).some(({ severity }) => isAtLeast(severity, 'HIGH')));
}

function opensClusters(facts: Facts, actor: Actor): boolean {
  return clusterAccessGrants(facts, actor).some((grant) => isAtLeast(grantSeverity(grant), 'HIGH'));
}

function escalates(facts: Facts, actor: Actor): boolean {
  const isPrize = (other: Actor) => isStronger(facts, other, actor);
  return escalationWays({ facts, actor, isPrize }).some(({ ability }) => isCertain(ability));
}
