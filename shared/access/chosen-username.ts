import { mayBecome } from '../kubernetes/name-template.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Violation } from '../model/violation.ts';
import { boundNames } from './bound-names.ts';
import type { Facts } from './facts.ts';

/**
 * The users named in bindings that somebody can become whose username is made from this template, sorted. EKS lets nobody
 * in under the names that it keeps for itself.
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function usersWithinReach(
  facts: Facts,
  cluster: ClusterRef,
  username: string,
): readonly string[] {
  const template = strictly(username);
  return [...boundNames(facts, cluster).users]
    .filter((user) => !reserved.test(user) && mayBecome(template, user))
    .toSorted();
}

/** The username of an access entry with its templates as aws-auth would have them. */
export function strictly(username: string): string {
  return username.replaceAll(loosely, (_, raw = '') => `{{SessionName${raw && 'Raw'}}}`);
}

/** Somebody chooses this username; HIGH where it may be one of `users`, whom bindings name. */
export function chosenUsername(
  { name, region }: ClusterRef,
  principalArn: string,
  username: string,
  users: readonly string[],
): Violation {
  const bound = users.length > 0;
  const becoming = bound ? `, and so becomes ${users.join(', ')}` : '';
  return {
    message: `Whoever assumes ${principalArn} chooses its username in ${name} in ${region}: ${username}${becoming}.`,
    evidence: { principalArn, username, ...(bound && { users }) },
    ...(bound && { severity: 'HIGH' }),
  };
}

/** Access entries are not known to be as strict about templates as the authenticator. */
const loosely = /\{\{\s*SessionName(Raw)?\s*\}\}/gi;
const reserved = /^(system|eks|aws|amazon|iam):/;
