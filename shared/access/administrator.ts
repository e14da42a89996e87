import { ask } from './ability.ts';
import { type Actor, actorWith } from './actor.ts';
import type { Facts } from './facts.ts';

/**
 * Whether it can do whatever there is: an action that no policy spells, and to give permissions, which policies of
 * power users leave out by NotAction. Conditions that nobody can decide count as met.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html
 */
export function isAdministrator(actor: Actor): boolean {
  const anything = actor.stranger();
  return (
    ask(actor, `${anything}:${anything}`, anything) !== undefined &&
    ask(actor, 'iam:PutRolePolicy', anything) !== undefined &&
    ask(actor, 'eks:CreateAccessEntry', anything) !== undefined
  );
}

/** Whether its permissions boundary keeps it from becoming administrator, whatever policies it is given. */
export function isBounded(facts: Facts, { arn, permissions: { boundary } }: Actor): boolean {
  if (boundary === undefined) return false;
  return !isAdministrator(actorWith(facts, { principalArn: arn, identity: [boundary] }));
}
