import type { PolicyRule, RbacSubject, RoleBinding } from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';

/** Who may do what, worked out from the documentation with no regard to time, to check the quick answers by. */
export interface NaiveRequest {
  readonly verb: string;
  readonly apiGroup?: string;
  /** With its subresource, if any. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Whether RBAC lets them, or they need no RBAC. */
export function naiveAllows(
  cluster: KubernetesCluster,
  who: RbacSubject,
  request: NaiveRequest,
): boolean {
  if (who.kind === 'Group' && who.name === 'system:masters') return true;
  return naiveRules(cluster, who, request.namespace).some((rule) => naiveRuleAllows(rule, request));
}

/** Rules that reach somebody in a namespace, or over the whole cluster. */
export function naiveRules(
  cluster: KubernetesCluster,
  who: RbacSubject,
  namespace?: string,
): readonly PolicyRule[] {
  const local = namespace === undefined ? [] : cluster.roleBindings;
  return [
    ...cluster.clusterRoleBindings,
    ...local.filter((binding) => binding.namespace === namespace),
  ]
    .filter(({ subjects }) => subjects.some((subject) => takesIn(subject, who)))
    .flatMap((binding) => rulesOfBinding(cluster, binding));
}

function rulesOfBinding(cluster: KubernetesCluster, binding: RoleBinding): readonly PolicyRule[] {
  const { kind, name } = binding.roleRef;
  const role =
    kind === 'ClusterRole'
      ? cluster.clusterRoles.find((each) => each.name === name)
      : cluster.roles.find((each) => each.namespace === binding.namespace && each.name === name);
  return role?.rules ?? [];
}

function takesIn(subject: RbacSubject, who: RbacSubject): boolean {
  if (subject.kind === 'Group') return groupsOf(who).includes(subject.name);
  return who.kind !== 'Group' && username(subject) === username(who);
}

function groupsOf(who: RbacSubject): readonly string[] {
  const everybody = 'system:authenticated';
  if (who.kind === 'Group') return [who.name, everybody];
  if (who.kind === 'User') return [everybody];
  return [`system:serviceaccounts:${who.namespace}`, 'system:serviceaccounts', everybody];
}

function username(who: RbacSubject): string {
  return who.kind === 'ServiceAccount'
    ? `system:serviceaccount:${who.namespace}:${who.name}`
    : who.name;
}

export function naiveRuleAllows(
  { verbs, apiGroups, resources, resourceNames }: PolicyRule,
  { verb, apiGroup = '', resource, name }: NaiveRequest,
): boolean {
  const [parent, subresource] = resource.split('/');
  const patterns = ['*', resource, ...(subresource === undefined ? [] : [`*/${subresource}`])];
  const nameless = verb === 'deletecollection' || (verb === 'create' && subresource === undefined);
  return (
    parent !== undefined &&
    (verbs.includes('*') || verbs.includes(verb)) &&
    (apiGroups.includes('*') || apiGroups.includes(apiGroup)) &&
    resources.some((each) => patterns.includes(each)) &&
    (resourceNames.length === 0 ||
      (!nameless && name !== undefined && resourceNames.includes(name)))
  );
}
