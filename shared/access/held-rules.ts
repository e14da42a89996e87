import type { Powers } from '../kubernetes/powers.ts';
import { type ReachedRule, rulesOf } from '../kubernetes/rbac.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { isAdminLevel } from './admin-level.ts';
import { clusterPowers } from './cluster-powers.ts';
import { isDeclared } from './declared.ts';
import { isAnonymous, isJudgedByBinding } from './everybody.ts';
import type { Facts } from './facts.ts';
import { handsOut } from './group-sources.ts';
import { sensitiveIn } from './sensitive-namespaces.ts';

export interface BoundSubject {
  readonly cluster: ClusterRef;
  readonly subject: RbacSubject;
}

/** What somebody holds beyond what Kubernetes and EKS bind by themselves, and where it would hurt. */
export interface Held extends BoundSubject {
  /** Through themselves and their groups. */
  readonly rules: readonly ReachedRule[];
  isSensitive(namespace: string): boolean;
}

/**
 * Undefined for whom `role-*` rules do not judge: declared cluster admins, a group whose cluster admin is reported where an
 * access entry or aws-auth hands the group out, and whom rules about bindings speak for.
 */
export function heldRules(facts: Facts, { cluster, subject }: BoundSubject): Held | undefined {
  if (isDeclaredSubject(facts, subject)) return undefined;
  const powers = clusterPowers(facts, cluster);
  if (isReportedElsewhere(facts, { cluster, subject }, powers)) return undefined;
  if (isJudgedByBinding(subject) && !powers.powerOf(subject).some(isAdminLevel)) return undefined;
  return {
    cluster,
    subject,
    rules: judgedRules(powers, subject),
    isSensitive: sensitivity(facts, powers),
  };
}

/** Found once for all rules about a subject. */
function judgedRules(powers: Powers, subject: RbacSubject): readonly ReachedRule[] {
  const known = judged.get(powers) ?? new Map<string, readonly ReachedRule[]>();
  judged.set(powers, known);
  const name = subjectName(subject);
  const rules =
    known.get(name) ??
    rulesOf(powers.index, subject).filter(({ binding }) => !isDefaultBinding(binding));
  known.set(name, rules);
  return rules;
}

const judged = new WeakMap<Powers, Map<string, readonly ReachedRule[]>>();

export function isDeclaredSubject(facts: Facts, subject: RbacSubject): boolean {
  return isDeclared(facts.config().clusterAdmins, subjectName(subject), facts.account);
}

/** A bound group is reported by what hands it out, by the binding only where nothing does; the anonymous by their bindings. */
export function isReportedElsewhere(
  facts: Facts,
  { cluster, subject }: BoundSubject,
  powers: Powers,
): boolean {
  if (isAnonymous(subject)) return true;
  if (subject.kind !== 'Group' || !powers.powerOf(subject).some(isAdminLevel)) return false;
  return handsOut(facts, cluster, subject.name);
}

/** Configured, or the home of a service account that is as good as cluster admin. */
function sensitivity(facts: Facts, { adminNamespaces }: Powers): (namespace: string) => boolean {
  const { sensitiveNamespaces } = facts.config();
  return (namespace) =>
    adminNamespaces.has(namespace) || sensitiveIn([namespace], sensitiveNamespaces).length > 0;
}

/** What is bound to the subject itself, not to a group it is in: others are told about that. */
export function isOwn(subject: RbacSubject, rule: ReachedRule): boolean {
  return subjectName(rule.subject) === subjectName(subject);
}
