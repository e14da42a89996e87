import { serviceAccountOf } from '../iam/service-account-subject.ts';
import type { RbacSubject } from '../model/kubernetes.ts';

/** Somebody as the API server sees them once they are in: a username and groups. */
export interface Caller {
  /** Absent where only what membership gives is asked about. */
  readonly username?: string;
  readonly groups: readonly string[];
}

const everybodyKnown = 'system:authenticated';
export const allServiceAccounts = 'system:serviceaccounts';
const everybodyUnknown = 'system:unauthenticated';

/**
 * Any caller that a subject stands for, with the groups that the API server adds by itself.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 * https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
 */
export function callerOf(who: RbacSubject | Caller): Caller {
  if (!('kind' in who)) return who;
  if (who.kind === 'ServiceAccount') return asUser(serviceAccountUsername(who));
  return who.kind === 'User' ? asUser(who.name) : { groups: [who.name, ...groupsAround(who.name)] };
}

function asUser(username: string): Caller {
  if (username === 'system:anonymous') return { username, groups: [everybodyUnknown] };
  const account = serviceAccountOf(username);
  if (account === undefined) return { username, groups: [everybodyKnown] };
  const group = accountsGroup(account.namespace);
  return { username, groups: [group, ...groupsAround(group)] };
}

/** The groups that every member of a group is in too. */
function groupsAround(group: string): readonly string[] {
  if (group === everybodyUnknown || group === everybodyKnown) return [];
  return isAccountsGroup(group) ? [allServiceAccounts, everybodyKnown] : [everybodyKnown];
}

/** The group that all service accounts of a namespace are in. */
export function accountsGroup(namespace: string): string {
  return `${allServiceAccounts}:${namespace}`;
}

export function isAccountsGroup(group: string): boolean {
  return group.startsWith(`${allServiceAccounts}:`);
}

export function serviceAccountUsername(account: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return `system:serviceaccount:${account.namespace}:${account.name}`;
}

/**
 * What a binding's subject and a caller are matched by. A service account is matched by its username, so a User of
 * that name in a binding is the account as well.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/plugin/pkg/auth/authorizer/rbac/rbac.go
 */
export function subjectKey(subject: RbacSubject): string {
  if (subject.kind === 'Group') return groupKey(subject.name);
  return userKey(subject.kind === 'User' ? subject.name : serviceAccountUsername(subject));
}

export function callerKeys({ username, groups }: Caller): readonly string[] {
  const keys = [...new Set(groups)].map(groupKey);
  return username === undefined ? keys : [userKey(username), ...keys];
}

export function userKey(username: string): string {
  return `user ${username}`;
}

export function groupKey(group: string): string {
  return `group ${group}`;
}
