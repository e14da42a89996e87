import type { ClusterAccessRow } from './cluster-access-row.ts';
import type { ClusterScene } from './cluster-grant.ts';
import { onNewProvider, onProviderOfCluster } from './oidc-provider-grants.ts';

/** What IAM believes of a cluster's tokens decides who gets the roles of its workloads. */
export function oidcProviderRows(): readonly ClusterAccessRow[] {
  const onCluster = ([id, does, action]: readonly [string, string, string]) => ({
    id,
    does,
    actions: [action],
    source: provider,
    find: (scene: ClusterScene) => onProviderOfCluster(scene, action),
  });
  return [
    {
      id: 'oidc-provider',
      does: 'have IAM believe an OIDC provider of its own',
      actions: ['iam:CreateOpenIDConnectProvider'],
      source: provider,
      find: onNewProvider,
    },
    onCluster([
      'oidc-provider-audience',
      'have IAM take tokens of the cluster that are meant for others',
      'iam:AddClientIDToOpenIDConnectProvider',
    ]),
    onCluster([
      'oidc-provider-thumbprint',
      "choose which certificate IAM takes for the cluster's",
      'iam:UpdateOpenIDConnectProviderThumbprint',
    ]),
  ];
}

const provider =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html';
