import { type Actor, actorWith } from './actor.ts';
import type { Facts } from './facts.ts';
import { adminDangers } from './whole-services.ts';

/** Whether it can do whatever there is. Conditions that nobody can decide count as met. */
export function isAdministrator(actor: Actor): boolean {
  return adminDangers(actor).length > 0;
}

/** Whether its permissions boundary keeps it from becoming administrator, whatever policies it is given. */
export function isBounded(facts: Facts, { arn, permissions: { boundary } }: Actor): boolean {
  if (boundary === undefined) return false;
  return !isAdministrator(actorWith(facts, { principalArn: arn, identity: [boundary] }));
}
