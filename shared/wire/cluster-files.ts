import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { readAddon, readCapability, readFargateProfile } from './cluster-parts.ts';
import { readCertificateAuthority, readIdentityProviderConfig } from './cluster-trust.ts';
import { described, elements } from './contents.ts';
import { readAccessEntry, readAccessPolicies, readCluster } from './eks.ts';
import type { DocumentContent, ElementsContent, FileKind } from './file-kind.ts';
import { kubernetesFiles } from './kubernetes/kubernetes-files.ts';
import { readMetadataOptions, readNodegroup } from './nodegroup.ts';
import { readPodIdentityAssociation } from './pod-identity.ts';

/** The files of a cluster, a row each. */
export const clusterFiles = {
  cluster: { path: 'cluster.json', content: cluster },
  accessEntries: { path: 'access-entries.json', content: accessEntries },
  podIdentityAssociations: described({
    path: 'pod-identity-associations.json',
    part: 'association',
    name: ['namespace', 'serviceAccount'],
    list: factKeys.podIdentityAssociations,
    key: factKeys.podIdentityAssociation,
    read: readPodIdentityAssociation,
  }),
  nodegroups: { path: 'nodegroups.json', content: nodegroups },
  fargateProfiles: described({
    path: 'fargate-profiles.json',
    part: 'fargateProfile',
    name: ['fargateProfileName'],
    list: factKeys.fargateProfiles,
    key: factKeys.fargateProfile,
    read: readFargateProfile,
  }),
  addons: described({
    path: 'addons.json',
    part: 'addon',
    name: ['addonName'],
    list: factKeys.addons,
    key: factKeys.addon,
    read: readAddon,
  }),
  identityProviderConfigs: described({
    path: 'identity-provider-configs.json',
    part: 'identityProviderConfig',
    name: ['oidc.identityProviderConfigName'],
    list: factKeys.identityProviderConfigs,
    key: factKeys.identityProviderConfig,
    read: readIdentityProviderConfig,
  }),
  capabilities: described({
    path: 'capabilities.json',
    part: 'capability',
    name: ['capabilityName'],
    list: factKeys.capabilities,
    key: factKeys.capability,
    read: readCapability,
  }),
  certificateAuthorities: described({
    path: 'certificate-authorities.json',
    part: 'certificateAuthority',
    name: ['id'],
    list: factKeys.certificateAuthorities,
    key: factKeys.certificateAuthority,
    read: readCertificateAuthority,
  }),
  ...kubernetesFiles,
} as const satisfies Readonly<Record<string, FileKind<ClusterRef>>>;

function cluster(ref: ClusterRef): DocumentContent {
  return {
    holds: 'document',
    reader: (account) => ({
      key: factKeys.cluster(ref),
      read: (json) => readCluster(json, account, ref),
    }),
  };
}

function accessEntries(ref: ClusterRef): ElementsContent {
  return elements(factKeys.accessEntries(ref), ['principalArn'], {
    accessEntry: (arn) => ({
      key: factKeys.accessEntry(ref, arn),
      read: (json) => readAccessEntry(json, arn),
    }),
    associatedAccessPolicies: (arn) => ({
      key: factKeys.accessPolicies(ref, arn),
      read: readAccessPolicies,
    }),
  });
}

function nodegroups(ref: ClusterRef): ElementsContent {
  return elements(factKeys.nodegroups(ref), ['nodegroupName'], {
    nodegroup: (name) => ({
      key: factKeys.nodegroup(ref, name),
      read: (json) => readNodegroup(json, name),
    }),
    metadataOptions: (name) => ({
      key: factKeys.metadataOptions(ref, name),
      read: readMetadataOptions,
    }),
  });
}
