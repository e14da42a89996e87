import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';

/**
 * Whether an EKS capability of the cluster has this role: EKS makes its access entry and associates the policies of its type.
 * https://docs.aws.amazon.com/eks/latest/userguide/capabilities-security.html
 */
export function isCapabilityRole(facts: Facts, cluster: ClusterRef, roleArn: string): boolean {
  return facts
    .list(factKeys.capabilities(cluster))
    .some((name) => facts.get(factKeys.capability(cluster, name))?.roleArn === roleArn);
}

/**
 * Whether nodes or Fargate pods of the cluster have this role, as its node groups, Fargate profiles and Auto Mode say.
 * Nodes that somebody runs without any of them are not known to EKS.
 */
export function isNodeRole(facts: Facts, cluster: ClusterRef, roleArn: string): boolean {
  return (
    facts
      .list(factKeys.nodegroups(cluster))
      .some((name) => facts.get(factKeys.nodegroup(cluster, name))?.nodeRole === roleArn) ||
    facts
      .list(factKeys.fargateProfiles(cluster))
      .some(
        (name) =>
          facts.get(factKeys.fargateProfile(cluster, name))?.podExecutionRoleArn === roleArn,
      ) ||
    isAutoModeNodeRole(facts, cluster, roleArn)
  );
}

function isAutoModeNodeRole(facts: Facts, cluster: ClusterRef, roleArn: string): boolean {
  const computeConfig = facts.get(factKeys.cluster(cluster))?.computeConfig;
  return computeConfig?.enabled === true && computeConfig.nodeRoleArn === roleArn;
}

/**
 * Whether this is the IAM role of a cluster in Auto Mode, which then runs nodes, volumes and load balancers by it.
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 */
export function isAutoModeClusterRole(facts: Facts, cluster: ClusterRef, roleArn: string): boolean {
  const found = facts.get(factKeys.cluster(cluster));
  return found?.computeConfig?.enabled === true && found.roleArn === roleArn;
}
