import type { Cluster } from '../../shared/model/cluster.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import type { PolicyRule, RbacSubject, RoleBinding } from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import type { Severity } from '../../shared/model/severity.ts';
import type { Violation } from '../../shared/model/violation.ts';
import { cluster } from './eks.ts';
import { gone, type Known, type KnownFact, known } from './facts.ts';
import { clusterRole, clusterRoleBinding, kubernetesCluster, role, roleBinding } from './rbac.ts';

export const payments = { region: 'eu-west-1', name: 'payments' };

/** Everything of Kubernetes that powers are reckoned from, in the mode API unless said otherwise; no aws-auth, no entries. */
export function inCluster(
  objects: Partial<KubernetesCluster>,
  mode: Cluster['authenticationMode'] = 'API',
): readonly KnownFact[] {
  const all = kubernetesCluster(objects);
  return [
    known(factKeys.cluster(payments), cluster({ ...payments, authenticationMode: mode })),
    known(factKeys.accessEntries(payments), []),
    gone(factKeys.awsAuth(payments)),
    known(factKeys.namespaces(payments), all.namespaces),
    known(factKeys.serviceAccounts(payments), all.serviceAccounts),
    known(factKeys.rbacRoles(payments), all.roles),
    known(factKeys.rbacClusterRoles(payments), all.clusterRoles),
    known(factKeys.roleBindings(payments), all.roleBindings),
    known(factKeys.clusterRoleBindings(payments), all.clusterRoleBindings),
  ];
}

/** These facts with others in place of those of the same key. */
export function withFacts(
  facts: readonly KnownFact[],
  ...others: readonly KnownFact[]
): readonly KnownFact[] {
  const replaced = new Set<FactKey<unknown>>(others.map(([key]) => key));
  return [...facts.filter(([key]) => !replaced.has(key)), ...others];
}

/** A subject, and the cluster that it is bound in. */
export function bound(
  subject: RbacSubject,
  objects: Partial<KubernetesCluster>,
  { facts = [], ...given }: Known = {},
) {
  return {
    subject: { cluster: payments, subject },
    known: { ...given, facts: withFacts(inCluster(objects), ...facts) },
  };
}

/** A binding, and the cluster that it is in beside these objects. */
export function binding(
  binding: RoleBinding,
  objects: Partial<KubernetesCluster> = {},
  { facts = [], ...given }: Known = {},
) {
  const all =
    binding.namespace === undefined
      ? { clusterRoleBindings: [binding], ...objects }
      : { roleBindings: [binding], ...objects };
  return {
    subject: { cluster: payments, binding },
    known: { ...given, facts: withFacts(inCluster(all), ...facts) },
  };
}

/** Somebody bound over the whole cluster, by the ClusterRoleBinding and the ClusterRole `ops`, to these rules. */
export function boundWide(subject: RbacSubject, rules: readonly PolicyRule[], given: Known = {}) {
  return bound(subject, wide(subject, rules), given);
}

function wide(subject: RbacSubject, rules: readonly PolicyRule[]): Partial<KubernetesCluster> {
  return {
    clusterRoles: [clusterRole('ops', ...rules)],
    clusterRoleBindings: [clusterRoleBinding('ops', 'ops', subject)],
  };
}

/** Somebody bound in one namespace, by the RoleBinding and the Role `ops`, to these rules. */
export function boundIn(
  namespace: string,
  subject: RbacSubject,
  rules: readonly PolicyRule[],
  given: Known = {},
) {
  return bound(
    subject,
    {
      roles: [role(`${namespace}/ops`, ...rules)],
      roleBindings: [roleBinding(`${namespace}/ops`, 'Role ops', subject)],
    },
    given,
  );
}

/** A rule as evidence shows it, with its chain from the ClusterRoleBinding `ops`, or the RoleBinding of a namespace. */
export function chain(subject: string, rule: Partial<PolicyRule>, namespace?: string) {
  const path = namespace === undefined ? 'ops' : `${namespace}/ops`;
  const prefix = namespace === undefined ? 'Cluster' : '';
  return {
    subject,
    binding: `${prefix}RoleBinding ${path}`,
    role: `${prefix}Role ${path}`,
    rule: Object.fromEntries(Object.entries(rule).filter(([, values]) => values.length > 0)),
  };
}

/** What a `role-*` rule reports of the group `ops`: what it can do, by rules over the whole cluster or in a namespace. */
export function roleOffence(
  can: string,
  severity: Severity,
  rules: readonly Partial<PolicyRule>[],
  namespace?: string,
): Violation {
  const grants = rules.map((rule) => chain('group:ops', rule, namespace));
  return {
    message: `group:ops of payments in eu-west-1 can ${can}.`,
    evidence: { subject: 'group:ops', ways: [{ can, grants }] },
    severity,
  };
}
