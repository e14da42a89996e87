import { type Powers, powersOf } from '../kubernetes/powers.ts';
import type { AwsAuthState } from '../kubernetes/reason.ts';
import { type ClusterRef, honoursAwsAuth } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';
import { perCluster } from './per-cluster.ts';

/** How powerful anybody is by the RBAC of a cluster; ends the check where any of it is unread. Reckoned once. */
export const clusterPowers: (facts: Facts, cluster: ClusterRef) => Powers = perCluster(reckon);

function reckon(facts: Facts, cluster: ClusterRef): Powers {
  const all = <V>(key: Parameters<typeof facts.get<readonly V[]>>[0]) => facts.get(key) ?? [];
  return powersOf(
    {
      roles: all(factKeys.rbacRoles(cluster)),
      clusterRoles: all(factKeys.rbacClusterRoles(cluster)),
      roleBindings: all(factKeys.roleBindings(cluster)),
      clusterRoleBindings: all(factKeys.clusterRoleBindings(cluster)),
      namespaces: all(factKeys.namespaces(cluster)),
      serviceAccounts: all(factKeys.serviceAccounts(cluster)),
    },
    { awsAuth: awsAuthState(facts, cluster) },
  );
}

/** Whether anybody reads aws-auth, and whether there is one. */
export function awsAuthState(facts: Facts, ref: ClusterRef): AwsAuthState {
  const cluster = facts.get(factKeys.cluster(ref));
  if (cluster !== undefined && !honoursAwsAuth(cluster)) return 'ignored';
  return facts.get(factKeys.awsAuth(ref)) === undefined ? 'absent' : 'present';
}
