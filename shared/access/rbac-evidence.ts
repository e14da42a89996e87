import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { Json } from '../model/json.ts';
import type { KubernetesName, PolicyRule, RoleBinding } from '../model/kubernetes.ts';
import { subjectName } from '../model/kubernetes.ts';

/** The chain from a binding through its role to a rule, as evidence. */
function chainOf({ subject, binding, role, rule, gatheredFrom }: ReachedRule): Json {
  return {
    subject: subjectName(subject),
    binding: bindingText(binding),
    role: roleText(role),
    ...(gatheredFrom === undefined ? {} : { gatheredFrom: roleText(gatheredFrom) }),
    rule: ruleEvidence(rule),
  };
}

/** A chain once, however many of its rules count. */
export function chainsOf(rules: readonly ReachedRule[]): readonly Json[] {
  return [...new Set(rules)].map(chainOf);
}

/** `ClusterRoleBinding ops`, or `RoleBinding payments/ops`. */
export function bindingText(binding: KubernetesName): string {
  return objectText(binding, 'RoleBinding');
}

/** `ClusterRole ops`, or `Role payments/ops`. */
export function roleText(role: KubernetesName): string {
  return objectText(role, 'Role');
}

/** As `RoleBinding` refers to it, whether or not there is such a role. */
export function roleRefText({ roleRef: { kind, name }, namespace }: RoleBinding): string {
  return kind === 'Role' && namespace !== undefined
    ? `${kind} ${namespace}/${name}`
    : `${kind} ${name}`;
}

function objectText({ namespace, name }: KubernetesName, kind: string): string {
  return namespace === undefined ? `Cluster${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** A rule without what is empty. */
export function ruleEvidence(rule: PolicyRule): Json {
  const members: readonly (readonly [string, readonly string[]])[] = Object.entries(rule);
  return Object.fromEntries(members.filter(([, values]) => values.length > 0));
}
