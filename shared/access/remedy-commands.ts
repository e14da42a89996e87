import type { ClusterRef } from '../model/cluster.ts';
import { shellCommand } from '../model/shell.ts';

/** https://docs.aws.amazon.com/cli/latest/reference/eks/disassociate-access-policy.html */
export function disassociateAccessPolicy(
  cluster: ClusterRef,
  principalArn: string,
  policyArn: string,
): string {
  return shellCommand([
    ...['aws', 'eks', 'disassociate-access-policy', '--cluster-name', cluster.name],
    ...['--principal-arn', principalArn, '--policy-arn', policyArn, '--region', cluster.region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/delete-access-entry.html */
export function deleteAccessEntry(cluster: ClusterRef, principalArn: string): string {
  return shellCommand([
    ...['aws', 'eks', 'delete-access-entry', '--cluster-name', cluster.name],
    ...['--principal-arn', principalArn, '--region', cluster.region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/update-cluster-config.html */
export function updateClusterConfig(cluster: ClusterRef, option: string, value: string): string {
  return shellCommand([
    ...['aws', 'eks', 'update-cluster-config', '--name', cluster.name],
    ...[option, value, '--region', cluster.region],
  ]);
}
