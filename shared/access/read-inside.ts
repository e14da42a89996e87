import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';

/** Whether anybody tried to read the RBAC of a cluster; ends the check where that failed. */
export function isRbacRead(facts: Facts, cluster: ClusterRef): boolean {
  return facts.ifTried(factKeys.clusterRoleBindings(cluster)) !== undefined;
}

/** Why a rule about what is inside has nothing to say of a cluster that nobody tried to look into. */
export function notLookedInto({ name, region }: ClusterRef): string {
  return `nobody looked into ${name} in ${region}`;
}
