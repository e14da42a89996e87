import type { AccessEntry, AccessScope } from '../model/access-entry.ts';
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
  const names = namespaces.length === 0 ? ['NAMESPACE'] : namespaces;
  const scope = { type: 'namespace', namespaces: names };
  return associateAccessPolicy(cluster, principalArn, policyArn, scope);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/associate-access-policy.html */
export function associateAccessPolicy(
  cluster: ClusterRef,
  principalArn: string,
  policyArn: string,
  { type, namespaces }: AccessScope,
): string {
  const names = namespaces.length === 0 ? '' : `,namespaces=${namespaces.join(',')}`;
  return shellCommand([
    ...['aws', 'eks', 'associate-access-policy', '--cluster-name', cluster.name],
    ...['--principal-arn', principalArn, '--policy-arn', policyArn],
    ...['--access-scope', `type=${type}${names}`, '--region', cluster.region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/update-access-entry.html */
export function setUsername(cluster: ClusterRef, principalArn: string, username: string): string {
  return updateAccessEntry(cluster, principalArn, { username });
}

/** What is given takes the place of what is there. Groups are JSON, so that no name of one is taken for anything else. */
export function updateAccessEntry(
  cluster: ClusterRef,
  principalArn: string,
  entry: Partial<Pick<AccessEntry, 'username' | 'kubernetesGroups'>>,
): string {
  return shellCommand([
    ...['aws', 'eks', 'update-access-entry', '--cluster-name', cluster.name],
    ...['--principal-arn', principalArn, ...entryOptions(entry), '--region', cluster.region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/create-access-entry.html */
export function createAccessEntry(
  cluster: ClusterRef,
  principalArn: string,
  entry: Partial<Pick<AccessEntry, 'username' | 'kubernetesGroups' | 'type'>>,
): string {
  return shellCommand([
    ...['aws', 'eks', 'create-access-entry', '--cluster-name', cluster.name],
    ...['--principal-arn', principalArn, ...entryOptions(entry), '--region', cluster.region],
  ]);
}

function entryOptions({
  type,
  kubernetesGroups,
  username,
}: Partial<Pick<AccessEntry, 'username' | 'kubernetesGroups' | 'type'>>): readonly string[] {
  return [
    ...(type === undefined ? [] : ['--type', type]),
    ...(kubernetesGroups === undefined
      ? []
      : ['--kubernetes-groups', JSON.stringify(kubernetesGroups)]),
    ...(username === undefined ? [] : ['--username', username]),
  ];
}
