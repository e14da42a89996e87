import type { ClusterRef } from '../model/cluster.ts';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import { shellCommand } from '../model/shell.ts';
import { documentJson } from './statement-text.ts';

/**
 * As one made it; undefined where its session policy was not understood. EKS chooses the association and external ids anew.
 * https://docs.aws.amazon.com/cli/latest/reference/eks/create-pod-identity-association.html
 */
export function createPodIdentityAssociation(
  { name, region }: ClusterRef,
  association: PodIdentityAssociation,
): string | undefined {
  const { namespace, serviceAccount, roleArn, targetRoleArn, policy } = association;
  if (policy !== undefined && 'fault' in policy) return undefined;
  return shellCommand([
    ...['aws', 'eks', 'create-pod-identity-association', '--cluster-name', name],
    ...['--namespace', namespace, '--service-account', serviceAccount, '--role-arn', roleArn],
    ...(targetRoleArn === undefined ? [] : ['--target-role-arn', targetRoleArn]),
    ...(association.disableSessionTags ? ['--disable-session-tags'] : []),
    ...((policy && ['--policy', JSON.stringify(documentJson(policy.document))]) ?? []),
    ...['--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/update-pod-identity-association.html */
export function setAssociationRole(
  { name, region }: ClusterRef,
  associationId: string,
  roleArn: string,
): string {
  return shellCommand([
    ...['aws', 'eks', 'update-pod-identity-association', '--cluster-name', name],
    ...['--association-id', associationId, '--role-arn', roleArn, '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/create-addon.html */
export function createPodIdentityAgent({ name, region }: ClusterRef): string {
  return shellCommand([
    ...['aws', 'eks', 'create-addon', '--cluster-name', name],
    ...['--addon-name', 'eks-pod-identity-agent', '--region', region],
  ]);
}
