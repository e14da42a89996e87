import type { ClusterRef } from '../model/cluster.ts';
import type { Nodegroup } from '../model/cluster-parts.ts';
import type { Json } from '../model/json.ts';
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

/** KEY_ARN stands for what only the owner knows. https://docs.aws.amazon.com/cli/latest/reference/eks/associate-encryption-config.html */
export function associateEncryptionConfig({ name, region }: ClusterRef): string {
  return shellCommand([
    ...['aws', 'eks', 'associate-encryption-config', '--cluster-name', name],
    '--encryption-config',
    '[{"resources":["secrets"],"provider":{"keyArn":"KEY_ARN"}}]',
    ...['--region', region],
  ]);
}

/** One minor version up, which is as far as one upgrade goes. https://docs.aws.amazon.com/cli/latest/reference/eks/update-cluster-version.html */
export function updateClusterVersion({ name, region }: ClusterRef, from: string): string {
  const next = from.replace(/\d+$/, (minor) => String(Number(minor) + 1));
  return shellCommand([
    ...['aws', 'eks', 'update-cluster-version', '--name', name],
    ...['--kubernetes-version', next, '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/disassociate-identity-provider-config.html */
export function disassociateIdentityProviderConfig(
  { name, region }: ClusterRef,
  config: string,
): string {
  return shellCommand([
    ...['aws', 'eks', 'disassociate-identity-provider-config', '--cluster-name', name],
    ...['--identity-provider-config', `type=oidc,name=${config}`, '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/delete-certificate-authority.html */
export function deleteCertificateAuthority({ name, region }: ClusterRef, id: string): string {
  return shellCommand([
    ...['aws', 'eks', 'delete-certificate-authority', '--cluster-name', name],
    ...['--certificate-authority-id', id, '--region', region],
  ]);
}

/** Takes identities out of an Argo CD role. https://docs.aws.amazon.com/cli/latest/reference/eks/update-capability.html */
export function updateArgoCdCapability(
  { name, region }: ClusterRef,
  capability: string,
  role: string,
  identities: readonly string[],
): string {
  const removed = identities.map((identity) => {
    const [type = '', id = ''] = identity.split(':');
    return { id, type };
  });
  const removeRoleMappings = [{ role, identities: removed }];
  return shellCommand([
    ...['aws', 'eks', 'update-capability', '--cluster-name', name],
    ...['--capability-name', capability, '--configuration'],
    JSON.stringify({ argoCd: { rbacRoleMappings: { removeRoleMappings } } }),
    ...['--region', region],
  ]);
}

/**
 * A new version of a launch template with other metadata options. Nothing where EKS made the template: then the
 * owner has to bring one first.
 * https://docs.aws.amazon.com/cli/latest/reference/ec2/create-launch-template-version.html
 */
export function createLaunchTemplateVersion(
  { region }: ClusterRef,
  { launchTemplate }: Nodegroup,
  option: Readonly<Record<string, string | number>>,
): { readonly command?: string } {
  const { id, version } = launchTemplate ?? {};
  if (id === undefined || version === undefined) return {};
  const command = shellCommand([
    ...['aws', 'ec2', 'create-launch-template-version', '--launch-template-id', id],
    ...['--source-version', version, '--launch-template-data'],
    JSON.stringify({ MetadataOptions: option }),
    ...['--region', region],
  ]);
  return { command };
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/update-assume-role-policy.html */
export function updateAssumeRolePolicy(roleName: string, document: Json): string {
  return shellCommand([
    ...['aws', 'iam', 'update-assume-role-policy', '--role-name', roleName],
    ...['--policy-document', JSON.stringify(document)],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/delete-pod-identity-association.html */
export function deletePodIdentityAssociation(
  { name, region }: ClusterRef,
  associationId: string,
): string {
  return shellCommand([
    ...['aws', 'eks', 'delete-pod-identity-association', '--cluster-name', name],
    ...['--association-id', associationId, '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/update-pod-identity-association.html */
export function updatePodIdentityAssociation(
  { name, region }: ClusterRef,
  associationId: string,
  option: string,
): string {
  return shellCommand([
    ...['aws', 'eks', 'update-pod-identity-association', '--cluster-name', name],
    ...['--association-id', associationId, option, '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/detach-role-policy.html */
export function detachRolePolicy(roleName: string, policyArn: string): string {
  return shellCommand([
    ...['aws', 'iam', 'detach-role-policy', '--role-name', roleName],
    ...['--policy-arn', policyArn],
  ]);
}

/** In seconds. https://docs.aws.amazon.com/cli/latest/reference/iam/update-role.html */
export function setMaxSessionDuration(roleName: string, seconds: number): string {
  return shellCommand([
    ...['aws', 'iam', 'update-role', '--role-name', roleName],
    ...['--max-session-duration', String(seconds)],
  ]);
}
