import type { ClusterRef } from '../model/cluster.ts';
import { shellCommand } from '../model/shell.ts';

/**
 * Takes the place of the scope that the policy has. NAMESPACE stands for what only the owner knows.
 * https://docs.aws.amazon.com/cli/latest/reference/eks/associate-access-policy.html
 */
export function scopeAccessPolicy(
  cluster: ClusterRef,
  principalArn: string,
  policyArn: string,
  namespaces: readonly string[],
): string {
  const names = namespaces.length === 0 ? 'NAMESPACE' : namespaces.join(',');
  return shellCommand([
    ...['aws', 'eks', 'associate-access-policy', '--cluster-name', cluster.name],
    ...['--principal-arn', principalArn, '--policy-arn', policyArn],
    ...['--access-scope', `type=namespace,namespaces=${names}`, '--region', cluster.region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/update-access-entry.html */
export function setUsername(cluster: ClusterRef, principalArn: string, username: string): string {
  return shellCommand([
    ...['aws', 'eks', 'update-access-entry', '--cluster-name', cluster.name],
    ...['--principal-arn', principalArn, '--username', username, '--region', cluster.region],
  ]);
}
