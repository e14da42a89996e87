import { isAtLeast } from '../model/severity.ts';
import { keyDangers, secretDangers } from './boundless-reads.ts';
import { assumeRoleDangers, passRoleDangers } from './boundless-roles.ts';
import type { Danger } from './danger.ts';
import type { Facts } from './facts.ts';
import { type Holder, holderOf } from './holder.ts';
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
 * Whether the policies of a role hold a HIGH or CRITICAL danger. Policies that could not be read leave the verdict
 * incomplete; a role that does not exist holds none.
 */
export function isPrivileged(facts: Facts, roleArn: string): boolean {
  const holder = holderOf(facts, roleArn);
  if (holder === undefined) return false;
  return dangersOf.some((find) => find(holder).some(({ severity }) => isAtLeast(severity, 'HIGH')));
}
