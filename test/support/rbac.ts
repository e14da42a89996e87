import type {
  PolicyRule,
  RbacRole,
  RbacSubject,
  RoleBinding,
} from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';

/** Verbs and resources are told apart by commas; of the core group unless said otherwise. */
export function rule(
  verbs: string,
  resources: string,
  { apiGroups = [''], resourceNames = [] }: Partial<PolicyRule> = {},
): PolicyRule {
  return {
    verbs: verbs.split(','),
    apiGroups,
    resources: resources.split(','),
    resourceNames,
    nonResourceURLs: [],
  };
}

export function urls(verbs: string, paths: string): PolicyRule {
  return {
    verbs: verbs.split(','),
    apiGroups: [],
    resources: [],
    resourceNames: [],
    nonResourceURLs: paths.split(','),
  };
}

export function clusterRole(name: string, ...rules: readonly PolicyRule[]): RbacRole {
  return { name, rules, labels: {} };
}

/** `namespace/name`. */
export function role(path: string, ...rules: readonly PolicyRule[]): RbacRole {
  return { ...placed(path), rules, labels: {} };
}

export function clusterRoleBinding(
  name: string,
  clusterRoleName: string,
  ...subjects: readonly RbacSubject[]
): RoleBinding {
  return { name, roleRef: { kind: 'ClusterRole', name: clusterRoleName }, subjects, labels: {} };
}

/** `namespace/name`, and a role as `Role name` or `ClusterRole name`. */
export function roleBinding(
  path: string,
  roleRef: `${'Role' | 'ClusterRole'} ${string}`,
  ...subjects: readonly RbacSubject[]
): RoleBinding {
  const [kind, name = ''] = roleRef.split(' ');
  return {
    ...placed(path),
    roleRef: { kind: kind === 'Role' ? kind : 'ClusterRole', name },
    subjects,
    labels: {},
  };
}

export function user(name: string): RbacSubject {
  return { kind: 'User', name };
}

export function group(name: string): RbacSubject {
  return { kind: 'Group', name };
}

/** `namespace/name`. */
export function account(path: string): RbacSubject & { readonly kind: 'ServiceAccount' } {
  return { kind: 'ServiceAccount', ...placed(path) };
}

/** A cluster of these objects; every account that is named in `accounts` exists. */
export function kubernetesCluster(
  objects: Partial<KubernetesCluster>,
  ...accounts: readonly string[]
): KubernetesCluster {
  return {
    namespaces: [],
    roles: [],
    clusterRoles: [],
    roleBindings: [],
    clusterRoleBindings: [],
    serviceAccounts: accounts.map((path) => ({
      ...placed(path),
      annotations: {},
      labels: {},
      secrets: [],
    })),
    ...objects,
  };
}

function placed(path: string): { readonly namespace: string; readonly name: string } {
  const [namespace = '', name = ''] = path.split('/');
  return { namespace, name };
}
