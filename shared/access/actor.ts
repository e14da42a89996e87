import { contextOf } from '../iam/context.ts';
import type { Context, Permissions } from '../iam/decision.ts';
import { parseIamArn } from '../model/arn.ts';
import type { Facts } from './facts.ts';
import { type Holder, holderWith } from './holder.ts';
import { permissionsOf } from './permissions.ts';

/** A role or user of the account that is asked what it could do if it set out to. */
export interface Actor extends Holder {
  readonly arn: string;
  readonly kind: 'role' | 'user';
  readonly permissions: Permissions;
  /** A request of the actor in which it chose these values; no value says that the request lacks the key. */
  context(chosen: Chosen): Context;
}

/** By condition key in lower case. */
export type Chosen = Readonly<Record<string, string | readonly string[]>>;

/** Undefined for a principal that does not exist; ends the check where its list of policies is unread. */
export function actorOf(facts: Facts, arn: string): Actor | undefined {
  const permissions = permissionsOf(facts, arn);
  return permissions && actorWith(facts, permissions);
}

/** The same principal under other policies than it has. */
export function actorWith(facts: Facts, permissions: Permissions): Actor {
  const arn = permissions.principalArn;
  const holder = holderWith(facts, permissions);
  const own = contextOf({ ...holder.keys, 'aws:ResourceAccount': facts.account.accountId });
  return {
    ...holder,
    arn,
    kind: parseIamArn(arn)?.kind === 'user' ? 'user' : 'role',
    permissions,
    context: (chosen) => ({ value: (key) => listOf(chosen[key]) ?? own.value(key) }),
  };
}

function listOf(chosen: Chosen[string] | undefined): readonly string[] | undefined {
  return typeof chosen === 'string' ? [chosen] : chosen;
}
