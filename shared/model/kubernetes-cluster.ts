import type { Namespace, RbacRole, RoleBinding, ServiceAccount } from './kubernetes.ts';

/** The RBAC objects of a cluster, all of them read. */
export interface RbacObjects {
  readonly roles: readonly RbacRole[];
  readonly clusterRoles: readonly RbacRole[];
  readonly roleBindings: readonly RoleBinding[];
  readonly clusterRoleBindings: readonly RoleBinding[];
}

/** What decides who can do what inside a cluster, all of it read. */
export interface KubernetesCluster extends RbacObjects {
  readonly namespaces: readonly Namespace[];
  readonly serviceAccounts: readonly ServiceAccount[];
}
