import { factKeys } from '../model/fact-key.ts';
import type { KubernetesName } from '../model/kubernetes.ts';
import { perCluster } from './per-cluster.ts';

/** The service accounts of a cluster, as `namespace/name`. */
export const serviceAccountNames = perCluster((facts, cluster) =>
  pathsOf(facts.get(factKeys.serviceAccounts(cluster))),
);

/** The ClusterRoles of a cluster, by name. */
export const clusterRoleNames = perCluster((facts, cluster) =>
  pathsOf(facts.get(factKeys.rbacClusterRoles(cluster))),
);

/** The Roles of a cluster, as `namespace/name`. */
export const roleNames = perCluster((facts, cluster) =>
  pathsOf(facts.get(factKeys.rbacRoles(cluster))),
);

function pathsOf(objects: readonly KubernetesName[] | undefined): ReadonlySet<string> {
  return new Set((objects ?? []).map(({ namespace, name }) => pathOf(namespace, name)));
}

export function pathOf(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
