import { parseArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { boundNames } from './bound-names.ts';
import { type Facts, unread } from './facts.ts';

/** Principals of the account log in by their ARN, without groups. */
export function leftAccount(facts: Facts, cluster: ClusterRef, accountId: string, place: number) {
  const names = facts.ifRead(() => boundNames(facts, cluster));
  const users =
    names === unread
      ? []
      : [...names.users].filter((user) => parseArn(user)?.accountId === accountId);
  const bound =
    names === unread
      ? 'whether bindings name any of them was not read'
      : `bindings name ${users.length === 0 ? 'none of them' : `${users.toSorted().join(', ')}: give those entries of their own`}`;
  const why = 'entries are for single principals, not for everybody of an account';
  return { ...accountLine(accountId, place), outcome: 'LEFT' as const, reasons: [why, bound] };
}

export function accountLine(accountId: string, place: number) {
  return { key: 'mapAccounts', place, principal: accountId, entries: [] };
}
