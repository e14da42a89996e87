import type * as eks from '@aws-sdk/client-eks';
import type { ClusterState } from './account-state.ts';
import { AwsError } from './aws-call.ts';
import { clusterNamed } from './eks-operations.ts';
import { type Operation, operation, pageOf } from './operations.ts';

/** What belongs to a cluster beside its access entries. https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html */
export const clusterPartOperations: Readonly<Record<string, Operation>> = {
  ListPodIdentityAssociations: listOf<eks.ListPodIdentityAssociationsRequest>(
    'associations',
    (cluster, wanted) =>
      cluster.podIdentityAssociations
        .filter(({ namespace }) => namespace === (wanted.namespace ?? namespace))
        .filter(
          ({ serviceAccount }) => serviceAccount === (wanted.serviceAccount ?? serviceAccount),
        )
        .map(
          ({ clusterName, namespace, serviceAccount, associationArn, associationId, ownerArn }) => {
            return {
              clusterName,
              namespace,
              serviceAccount,
              associationArn,
              associationId,
              ownerArn,
            };
          },
        ),
  ),
  DescribePodIdentityAssociation:
    describe<eks.DescribePodIdentityAssociationRequest>('association', ({
      podIdentityAssociations,
    }, { associationId }) =>
      podIdentityAssociations.find((one) => one.associationId === associationId)),

  ListNodegroups: listOf('nodegroups', ({ nodegroups }) =>
    nodegroups.map(({ nodegroupName }) => nodegroupName),
  ),
  DescribeNodegroup: describe<eks.DescribeNodegroupRequest>('nodegroup', ({ nodegroups }, {
    nodegroupName,
  }) => nodegroups.find((one) => one.nodegroupName === nodegroupName)),

  ListFargateProfiles: listOf('fargateProfileNames', ({ fargateProfiles }) =>
    fargateProfiles.map(({ fargateProfileName }) => fargateProfileName),
  ),
  DescribeFargateProfile: describe<eks.DescribeFargateProfileRequest>('fargateProfile', ({
    fargateProfiles,
  }, { fargateProfileName }) =>
    fargateProfiles.find((one) => one.fargateProfileName === fargateProfileName)),

  ListAddons: listOf('addons', ({ addons }) => addons.map(({ addonName }) => addonName)),
  DescribeAddon: describe<eks.DescribeAddonRequest>('addon', ({ addons }, { addonName }) =>
    addons.find((one) => one.addonName === addonName)),

  ListIdentityProviderConfigs: listOf('identityProviderConfigs', (cluster) =>
    cluster.identityProviderConfigs.map(({ identityProviderConfigName: name }) => ({
      type: 'oidc',
      name,
    })),
  ),
  DescribeIdentityProviderConfig:
    describe<eks.DescribeIdentityProviderConfigRequest>('identityProviderConfig', ({
      identityProviderConfigs,
    }, { identityProviderConfig }) => {
      const oidc = identityProviderConfigs.find(
        (one) => one.identityProviderConfigName === identityProviderConfig?.name,
      );
      return oidc && { oidc };
    }),

  ListCapabilities: listOf('capabilities', ({ capabilities }) =>
    capabilities.map(({ capabilityName, arn, type, status, version }) => {
      return { capabilityName, arn, type, status, version };
    }),
  ),
  DescribeCapability: describe<eks.DescribeCapabilityRequest>('capability', ({ capabilities }, {
    capabilityName,
  }) => capabilities.find((one) => one.capabilityName === capabilityName)),

  DescribeUpdate: operation<eks.DescribeUpdateRequest>(({ name, updateId }, context) => {
    const update = clusterNamed(context, name).updates.find(({ id }) => id === updateId);
    if (update !== undefined) return { update };
    throw new AwsError('ResourceNotFoundException', `No update found for ID: ${updateId}.`, 404);
  }),

  ListCertificateAuthorities: listOf('certificateAuthorities', ({ certificateAuthorities }) =>
    certificateAuthorities.map(({ id, createdAt, signingStatus }) => {
      return { id, createdAt, signingStatus };
    }),
  ),
  DescribeCertificateAuthority:
    describe<eks.DescribeCertificateAuthorityRequest>('certificateAuthority', ({
      certificateAuthorities,
    }, { certificateAuthorityId }) =>
      certificateAuthorities.find((one) => one.id === certificateAuthorityId)),
};

interface ListInput {
  readonly clusterName: string | undefined;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

function listOf<I extends ListInput>(
  member: string,
  all: (cluster: ClusterState, input: I) => readonly unknown[],
): Operation {
  return operation<I>((input, context) => {
    const { clusterName, maxResults, nextToken } = input;
    const held = all(clusterNamed(context, clusterName), input);
    const { page, next } = pageOf(held, { size: maxResults, token: nextToken, limit: 100 });
    return { [member]: page, nextToken: next };
  });
}

function describe<I extends { readonly clusterName?: string | undefined }>(
  member: string,
  find: (cluster: ClusterState, input: I) => unknown,
): Operation {
  return operation<I>((input, context) => {
    const found = find(clusterNamed(context, input.clusterName), input);
    if (found !== undefined) return { [member]: found };
    throw new AwsError('ResourceNotFoundException', `No such ${member}.`, 404);
  });
}
