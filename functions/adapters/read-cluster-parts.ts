import {
  type CapabilitySummary,
  type CertificateAuthoritySummary,
  DescribeAddonCommand,
  DescribeCapabilityCommand,
  DescribeCertificateAuthorityCommand,
  DescribeFargateProfileCommand,
  DescribeIdentityProviderConfigCommand,
  DescribePodIdentityAssociationCommand,
  type IdentityProviderConfig,
  ListAddonsCommand,
  ListCapabilitiesCommand,
  ListCertificateAuthoritiesCommand,
  ListFargateProfilesCommand,
  ListIdentityProviderConfigsCommand,
  ListPodIdentityAssociationsCommand,
  type PodIdentityAssociationSummary,
} from '@aws-sdk/client-eks';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import type { AwsSession } from './aws-session.ts';
import { type DescribedParts, readDescribed } from './read-described.ts';

/** Everything of a cluster that EKS alone tells, but for access entries and node groups. */
export async function readClusterParts(
  aws: AwsSession,
  cluster: ClusterRef,
): Promise<readonly Answer[]> {
  const read = await Promise.all([
    readDescribed(aws, cluster, podIdentityAssociations),
    readDescribed(aws, cluster, fargateProfiles),
    readDescribed(aws, cluster, addons),
    readDescribed(aws, cluster, identityProviderConfigs),
    readDescribed(aws, cluster, capabilities),
    readDescribed(aws, cluster, certificateAuthorities),
  ]);
  return read.flatMap(({ answers }) => answers);
}

/** The certificate authorities of a cluster: more than one while it changes from one to the next. */
export async function readAuthorities(
  aws: AwsSession,
  cluster: ClusterRef,
): Promise<readonly Answer[]> {
  return (await readDescribed(aws, cluster, certificateAuthorities)).answers;
}

/** The most that each of these lists has on one page. */
const maxResults = 100;

const podIdentityAssociations: DescribedParts<PodIdentityAssociationSummary, unknown> = {
  what: 'Pod Identity associations',
  path: snapshotPaths.podIdentityAssociations,
  list: async (eks, clusterName, nextToken) => {
    const command = new ListPodIdentityAssociationsCommand({ clusterName, maxResults, nextToken });
    const page = await eks.send(command);
    return { values: page.associations, nextToken: page.nextToken };
  },
  nameOf: ({ namespace, serviceAccount }) =>
    namespace && serviceAccount && `${namespace}/${serviceAccount}`,
  describe: (eks, clusterName, { associationId }) =>
    eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId })),
};

const fargateProfiles: DescribedParts<string, unknown> = {
  what: 'Fargate profiles',
  path: snapshotPaths.fargateProfiles,
  list: async (eks, clusterName, nextToken) => {
    const command = new ListFargateProfilesCommand({ clusterName, maxResults, nextToken });
    const page = await eks.send(command);
    return { values: page.fargateProfileNames, nextToken: page.nextToken };
  },
  nameOf: (name) => name,
  describe: (eks, clusterName, fargateProfileName) =>
    eks.send(new DescribeFargateProfileCommand({ clusterName, fargateProfileName })),
};

const addons: DescribedParts<string, unknown> = {
  what: 'add-ons',
  path: snapshotPaths.addons,
  list: async (eks, clusterName, nextToken) => {
    const page = await eks.send(new ListAddonsCommand({ clusterName, maxResults, nextToken }));
    return { values: page.addons, nextToken: page.nextToken };
  },
  nameOf: (name) => name,
  describe: (eks, clusterName, addonName) =>
    eks.send(new DescribeAddonCommand({ clusterName, addonName })),
};

const identityProviderConfigs: DescribedParts<IdentityProviderConfig, unknown> = {
  what: 'identity provider configs',
  path: snapshotPaths.identityProviderConfigs,
  list: async (eks, clusterName, nextToken) => {
    const command = new ListIdentityProviderConfigsCommand({ clusterName, maxResults, nextToken });
    const page = await eks.send(command);
    return { values: page.identityProviderConfigs, nextToken: page.nextToken };
  },
  nameOf: ({ name }) => name,
  describe: (eks, clusterName, { type, name }) => {
    const identityProviderConfig = { type, name };
    return eks.send(
      new DescribeIdentityProviderConfigCommand({ clusterName, identityProviderConfig }),
    );
  },
};

const capabilities: DescribedParts<CapabilitySummary, unknown> = {
  what: 'capabilities',
  path: snapshotPaths.capabilities,
  list: async (eks, clusterName, nextToken) => {
    const command = new ListCapabilitiesCommand({ clusterName, maxResults, nextToken });
    const page = await eks.send(command);
    return { values: page.capabilities, nextToken: page.nextToken };
  },
  nameOf: ({ capabilityName }) => capabilityName,
  describe: (eks, clusterName, { capabilityName }) =>
    eks.send(new DescribeCapabilityCommand({ clusterName, capabilityName })),
};

const certificateAuthorities: DescribedParts<CertificateAuthoritySummary, unknown> = {
  what: 'certificate authorities',
  path: snapshotPaths.certificateAuthorities,
  list: async (eks, clusterName, nextToken) => {
    const command = new ListCertificateAuthoritiesCommand({ clusterName, maxResults, nextToken });
    const page = await eks.send(command);
    return { values: page.certificateAuthorities, nextToken: page.nextToken };
  },
  nameOf: ({ id }) => id,
  describe: (eks, clusterName, { id }) =>
    eks.send(new DescribeCertificateAuthorityCommand({ clusterName, certificateAuthorityId: id })),
};
