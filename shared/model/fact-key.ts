import type { AccessEntry, AssociatedAccessPolicy } from './access-entry.ts';
import type { AuditSubscription } from './audit-subscription.ts';
import type { Cluster, ClusterRef } from './cluster.ts';
import type {
  Addon,
  Capability,
  CertificateAuthority,
  FargateProfile,
  IdentityProviderConfig,
  MetadataOptions,
  Nodegroup,
  PodIdentityAssociation,
} from './cluster-parts.ts';
import type { AccountSummary, OidcProvider, OrganizationPolicy } from './iam-facts.ts';
import { kubernetesKeys } from './kubernetes-keys.ts';
import type { MonitorPart } from './monitor.ts';
import type { PolicyDocument } from './policy-document.ts';
import type {
  Group,
  ManagedPolicy,
  PrincipalPolicies,
  Role,
  RoleLastUsed,
  User,
} from './principal.ts';
import type { ClusterVersion, InstanceMetadataDefaults } from './region-facts.ts';
import type { EventSelectors, Trail, TrailStatus } from './trail.ts';

declare const valueOfKey: unique symbol;

/**
 * Names one fact: `<fact> <place>` or `<fact> <place> <item>`, as in
 * `access-entry eu-west-1/payments arn:aws:iam::111122223333:role/ci`.
 * Neither fact nor place can hold a space, so the text is unambiguous. `V` is the fact's value.
 */
export type FactKey<V> = string & { readonly [valueOfKey]?: V };

/** A list of the items under it: the key of each is what `memberKey` gives. */
export type ListKey = FactKey<readonly string[]>;

export const iamPlace = 'iam';
export const trailPlace = 'cloudtrail';
const organizationPlace = 'organizations';
/** Our own deployment. */
const monitorPlace = 'gatewatch';

export const factKeys = {
  clusters: (region: string): ListKey => `clusters ${region}`,
  cluster: ({ region, name }: ClusterRef): FactKey<Cluster> => `cluster ${region} ${name}`,
  accessEntries: (cluster: ClusterRef): ListKey => `access-entries ${placeOf(cluster)}`,
  accessEntry: (cluster: ClusterRef, principalArn: string): FactKey<AccessEntry> =>
    `access-entry ${placeOf(cluster)} ${principalArn}`,
  accessPolicies: (
    cluster: ClusterRef,
    principalArn: string,
  ): FactKey<readonly AssociatedAccessPolicy[]> =>
    `access-policies ${placeOf(cluster)} ${principalArn}`,
  podIdentityAssociations: (cluster: ClusterRef): ListKey =>
    `pod-identity-associations ${placeOf(cluster)}`,
  podIdentityAssociation: (
    cluster: ClusterRef,
    serviceAccount: string,
  ): FactKey<PodIdentityAssociation> =>
    `pod-identity-association ${placeOf(cluster)} ${serviceAccount}`,
  nodegroups: (cluster: ClusterRef): ListKey => `nodegroups ${placeOf(cluster)}`,
  nodegroup: (cluster: ClusterRef, name: string): FactKey<Nodegroup> =>
    `nodegroup ${placeOf(cluster)} ${name}`,
  metadataOptions: (cluster: ClusterRef, nodegroup: string): FactKey<MetadataOptions> =>
    `metadata-options ${placeOf(cluster)} ${nodegroup}`,
  fargateProfiles: (cluster: ClusterRef): ListKey => `fargate-profiles ${placeOf(cluster)}`,
  fargateProfile: (cluster: ClusterRef, name: string): FactKey<FargateProfile> =>
    `fargate-profile ${placeOf(cluster)} ${name}`,
  addons: (cluster: ClusterRef): ListKey => `addons ${placeOf(cluster)}`,
  addon: (cluster: ClusterRef, name: string): FactKey<Addon> => `addon ${placeOf(cluster)} ${name}`,
  identityProviderConfigs: (cluster: ClusterRef): ListKey =>
    `identity-provider-configs ${placeOf(cluster)}`,
  identityProviderConfig: (cluster: ClusterRef, name: string): FactKey<IdentityProviderConfig> =>
    `identity-provider-config ${placeOf(cluster)} ${name}`,
  capabilities: (cluster: ClusterRef): ListKey => `capabilities ${placeOf(cluster)}`,
  capability: (cluster: ClusterRef, name: string): FactKey<Capability> =>
    `capability ${placeOf(cluster)} ${name}`,
  certificateAuthorities: (cluster: ClusterRef): ListKey =>
    `certificate-authorities ${placeOf(cluster)}`,
  certificateAuthority: (cluster: ClusterRef, id: string): FactKey<CertificateAuthority> =>
    `certificate-authority ${placeOf(cluster)} ${id}`,
  ...kubernetesKeys,
  /** Our subscription to the audit log of a cluster; absent where there is none, and never read where we subscribe to nothing. */
  auditSubscription: (cluster: ClusterRef): FactKey<AuditSubscription> =>
    `audit-subscription ${placeOf(cluster)}`,
  clusterVersions: (region: string): FactKey<readonly ClusterVersion[]> =>
    `cluster-versions ${region}`,
  /** The ARNs of every access policy that EKS offers. */
  offeredAccessPolicies: (region: string): FactKey<readonly string[]> =>
    `offered-access-policies ${region}`,
  instanceMetadataDefaults: (region: string): FactKey<InstanceMetadataDefaults> =>
    `instance-metadata-defaults ${region}`,
  roles: (): ListKey => `roles ${iamPlace}`,
  role: (arn: string): FactKey<Role> => `role ${iamPlace} ${arn}`,
  trustPolicy: (roleArn: string): FactKey<PolicyDocument> => `trust-policy ${iamPlace} ${roleArn}`,
  rolePolicies: (roleArn: string): FactKey<PrincipalPolicies> =>
    `role-policies ${iamPlace} ${roleArn}`,
  roleLastUsed: (roleArn: string): FactKey<RoleLastUsed> => `role-last-used ${iamPlace} ${roleArn}`,
  users: (): ListKey => `users ${iamPlace}`,
  user: (arn: string): FactKey<User> => `user ${iamPlace} ${arn}`,
  userPolicies: (userArn: string): FactKey<PrincipalPolicies> =>
    `user-policies ${iamPlace} ${userArn}`,
  groups: (): ListKey => `groups ${iamPlace}`,
  group: (arn: string): FactKey<Group> => `group ${iamPlace} ${arn}`,
  groupPolicies: (groupArn: string): FactKey<PrincipalPolicies> =>
    `group-policies ${iamPlace} ${groupArn}`,
  /** Every managed policy whose document was read: the account's own, and AWS's as far as they are attached. */
  managedPolicies: (): ListKey => `managed-policies ${iamPlace}`,
  managedPolicy: (arn: string): FactKey<ManagedPolicy> => `managed-policy ${iamPlace} ${arn}`,
  oidcProviders: (): ListKey => `oidc-providers ${iamPlace}`,
  oidcProvider: (arn: string): FactKey<OidcProvider> => `oidc-provider ${iamPlace} ${arn}`,
  accountSummary: (): FactKey<AccountSummary> => `account-summary ${iamPlace}`,
  organizationPolicies: (): FactKey<readonly OrganizationPolicy[]> =>
    `organization-policies ${organizationPlace}`,
  trails: (): ListKey => `trails ${trailPlace}`,
  trail: (arn: string): FactKey<Trail> => `trail ${trailPlace} ${arn}`,
  trailStatus: (arn: string): FactKey<TrailStatus> => `trail-status ${trailPlace} ${arn}`,
  eventSelectors: (arn: string): FactKey<EventSelectors> => `event-selectors ${trailPlace} ${arn}`,
  /** The parts of the deployment; never read where there is none, as in a snapshot. */
  monitorParts: (): ListKey => `monitor-parts ${monitorPlace}`,
  monitorPart: (name: string): FactKey<MonitorPart> => `monitor-part ${monitorPlace} ${name}`,
} as const;

export interface FactName {
  readonly fact: string;
  readonly place: string;
  readonly item?: string;
}

/** The parts of a key. */
export function readKey(key: FactKey<unknown>): FactName {
  const afterFact = key.indexOf(' ');
  const afterPlace = key.indexOf(' ', afterFact + 1);
  const fact = key.slice(0, afterFact);
  if (afterPlace < 0) return { fact, place: key.slice(afterFact + 1) };
  return { fact, place: key.slice(afterFact + 1, afterPlace), item: key.slice(afterPlace + 1) };
}

/** The parts of a key that many facts share: `<fact> <place>`, the whole key where it names no item. */
export function sharedPart(key: FactKey<unknown>): string {
  const afterPlace = key.indexOf(' ', key.indexOf(' ') + 1);
  return afterPlace < 0 ? key : key.slice(0, afterPlace);
}

/** The Region a fact was read in; undefined for IAM, trails, the organization and our deployment, which belong to the whole account. */
export function regionOf(key: FactKey<unknown>): string | undefined {
  const { place } = readKey(key);
  return accountPlaces.includes(place) ? undefined : place.split('/')[0];
}

const accountPlaces: readonly string[] = [iamPlace, trailPlace, organizationPlace, monitorPlace];

/** The cluster that a fact belongs to, by its place; undefined for what belongs to none. */
export function clusterOf(key: FactKey<unknown>): ClusterRef | undefined {
  const [region, name] = readKey(key).place.split('/');
  return region === undefined || name === undefined ? undefined : { region, name };
}

function placeOf({ region, name }: ClusterRef): string {
  return `${region}/${name}`;
}
