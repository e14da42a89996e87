import { serviceAccountUsername, subjectKey, userKey } from '../kubernetes/caller.ts';
import type { Powers } from '../kubernetes/powers.ts';
import { type ReachedRule, rulesOf } from '../kubernetes/rbac.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import { compareText, type Json } from '../model/json.ts';
import { type RbacSubject, type ServiceAccount, subjectName } from '../model/kubernetes.ts';
import { isAdminLevel } from './admin-level.ts';
import { isOwn } from './held-rules.ts';
import { chainsOf } from './rbac-evidence.ts';
import {
  enteringPods,
  impersonatingAccounts,
  mintingTokens,
  runningPods,
} from './rbac-requests.ts';
import { rulesFor, rulesForSome } from './rbac-way.ts';

/** Somebody who can become a service account, and how. */
export interface AccountTaker {
  readonly subject: RbacSubject;
  readonly ways: readonly { readonly way: string; readonly rules: readonly ReachedRule[] }[];
}

/**
 * Everybody bound who is not cluster admin anyway and can act as a service account that exists, by bindings that
 * Kubernetes and EKS did not make.
 */
export function accountTakers(powers: Powers, account: ServiceAccount): readonly AccountTaker[] {
  return powers.index.subjects
    .filter((subject) => !isItself(subject, account) && !powers.powerOf(subject).some(isAdminLevel))
    .map((subject) => ({ subject, ways: waysOf(powers, subject, account) }))
    .filter(({ ways }) => ways.length > 0)
    .toSorted((a, b) => compareText(subjectName(a.subject), subjectName(b.subject)));
}

export function takerEvidence({ subject, ways }: AccountTaker): Json {
  return {
    subject: subjectName(subject),
    ways: ways.map(({ way, rules }) => ({ way, grants: chainsOf(rules) })),
  };
}

function waysOf(
  { index }: Powers,
  subject: RbacSubject,
  { namespace, name }: ServiceAccount,
): AccountTaker['ways'] {
  const rules = rulesOf(index, subject).filter(
    (rule) =>
      !isDefaultBinding(rule.binding) &&
      (rule.namespace === undefined || rule.namespace === namespace),
  );
  const named = rules.filter(
    ({ rule: { resourceNames } }) => resourceNames.length === 0 || resourceNames.includes(name),
  );
  return [
    { way: 'runs-pods', rules: rulesFor(rules, runningPods) },
    { way: 'enters-pods', rules: rulesFor(rules, enteringPods) },
    { way: 'mints-tokens', rules: rulesForSome(named, mintingTokens) },
    { way: 'impersonates-service-accounts', rules: rulesForSome(named, impersonatingAccounts) },
  ].filter((way) => way.rules.some((rule) => isOwn(subject, rule)));
}

function isItself(subject: RbacSubject, account: ServiceAccount): boolean {
  return subjectKey(subject) === userKey(serviceAccountUsername(account));
}
