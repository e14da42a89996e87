import type { Json } from '../../../shared/model/json.ts';
import type { ServedResource } from './api-server.ts';

/** What EKS puts into every cluster, and Kubernetes into every API server: empty where nothing is given. */
export function servedCore(
  objects: Readonly<Record<string, readonly Json[]>> = {},
): readonly ServedResource[] {
  const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1' };
  const core = { group: '', version: 'v1' };
  const apps = { group: 'apps', version: 'v1' };
  const admission = { group: 'admissionregistration.k8s.io', version: 'v1' };
  const rows = [
    { ...core, plural: 'namespaces', kind: 'Namespace', namespaced: false },
    { ...core, plural: 'serviceaccounts', kind: 'ServiceAccount', namespaced: true },
    { ...core, plural: 'configmaps', kind: 'ConfigMap', namespaced: true },
    { ...core, plural: 'pods', kind: 'Pod', namespaced: true },
    { ...core, plural: 'secrets', kind: 'Secret', namespaced: true },
    { ...rbac, plural: 'roles', kind: 'Role', namespaced: true },
    { ...rbac, plural: 'clusterroles', kind: 'ClusterRole', namespaced: false },
    { ...rbac, plural: 'rolebindings', kind: 'RoleBinding', namespaced: true },
    { ...rbac, plural: 'clusterrolebindings', kind: 'ClusterRoleBinding', namespaced: false },
    { ...apps, plural: 'deployments', kind: 'Deployment', namespaced: true },
    { ...apps, plural: 'daemonsets', kind: 'DaemonSet', namespaced: true },
    {
      ...{ ...admission, plural: 'mutatingwebhookconfigurations', namespaced: false },
      kind: 'MutatingWebhookConfiguration',
    },
    {
      ...{ ...admission, plural: 'validatingwebhookconfigurations', namespaced: false },
      kind: 'ValidatingWebhookConfiguration',
    },
  ];
  return rows.map((row) => ({ ...row, objects: objects[row.plural] ?? [] }));
}

/** Objects that differ in their names alone. */
export function many(count: number, namespace: string, rest: Readonly<Record<string, Json>> = {}) {
  return Array.from({ length: count }, (_, index) => ({
    metadata: { namespace, name: `object-${String(index).padStart(6, '0')}` },
    ...rest,
  }));
}
