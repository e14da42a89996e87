import type { PolicyRule, RbacRole, RoleBinding } from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import type { Random } from './random.ts';

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;
const resources = [
  'pods',
  'services',
  'configmaps',
  'secrets',
  'events',
  'endpoints',
  'serviceaccounts',
] as const;

export interface BenchClusterOptions {
  readonly bindings?: number | undefined;
  /** Role bindings besides, of the group of all service accounts, each in a namespace of its own. */
  readonly boundToAll?: number;
}

/** 5,000 roles, 20,000 bindings and 5,000 service accounts in 500 namespaces, times the scale. */
export function benchCluster(
  scale: number,
  random: Random,
  { bindings = 20_000 * scale, boundToAll = 0 }: BenchClusterOptions = {},
): KubernetesCluster {
  const spaces = 500 * scale;
  const space = () => `ns-${random.below(spaces)}`;
  const roles = times(4_500 * scale, (n) => ({
    ...roleOf(`role-${n}`, random),
    namespace: `ns-${n % spaces}`,
  }));
  const clusterRoles = times(500 * scale, (n) => roleOf(`cluster-role-${n}`, random));
  const subject = () =>
    ({ kind: 'ServiceAccount', namespace: space(), name: `account-${random.below(10)}` }) as const;
  const binding = (n: number): RoleBinding => {
    const role = random.pick(roles as [RbacRole, ...RbacRole[]]);
    const local = random.chance(0.7);
    return {
      name: `binding-${n}`,
      namespace: local ? (role.namespace ?? '') : space(),
      roleRef: local
        ? { kind: 'Role', name: role.name }
        : { kind: 'ClusterRole', name: `cluster-role-${random.below(500 * scale)}` },
      subjects: times(1 + random.below(3), subject),
      labels: {},
    };
  };
  return {
    namespaces: [],
    roles,
    clusterRoles,
    roleBindings: [...times(bindings - 200 * scale, binding), ...times(boundToAll, bindingOfAll)],
    clusterRoleBindings: times(200 * scale, (n) => ({
      name: `cluster-binding-${n}`,
      roleRef: { kind: 'ClusterRole', name: `cluster-role-${random.below(500 * scale)}` },
      subjects: [subject()],
      labels: {},
    })),
    serviceAccounts: times(5_000 * scale, (n) => ({
      namespace: `ns-${n % spaces}`,
      name: `account-${Math.floor(n / spaces)}`,
      annotations: {},
      labels: {},
      secrets: [],
    })),
  };
}

function bindingOfAll(n: number): RoleBinding {
  return {
    ...{ name: 'all-accounts', namespace: `ns-${n}`, labels: {} },
    roleRef: { kind: 'ClusterRole', name: `cluster-role-${n % 50}` },
    subjects: [{ kind: 'Group', name: 'system:serviceaccounts' }],
  };
}

function roleOf(name: string, random: Random): RbacRole {
  return { name, labels: {}, rules: times(1 + random.below(8), () => ruleOf(random)) };
}

function ruleOf(random: Random): PolicyRule {
  const reads = random.chance(0.6);
  return {
    verbs: reads ? ['get', 'list', 'watch'] : [random.pick(verbs), random.pick(verbs)],
    apiGroups: random.chance(0.7) ? [''] : ['apps', 'batch'],
    resources: random.chance(0.02)
      ? ['pods/exec', 'serviceaccounts/token']
      : [random.pick(resources), random.pick(resources)],
    resourceNames: random.chance(0.2) ? [`account-${random.below(10)}`] : [],
    nonResourceURLs: [],
  };
}

function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}
