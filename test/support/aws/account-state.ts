import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { EventSelector, Trail } from '@aws-sdk/client-cloudtrail';
import type { InstanceMetadataDefaultsResponse, LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import type {
  AccessEntry,
  Addon,
  AssociatedAccessPolicy,
  Capability,
  CertificateAuthority,
  Cluster,
  FargateProfile,
  Nodegroup,
  OidcIdentityProviderConfig,
  PodIdentityAssociation,
  Update,
} from '@aws-sdk/client-eks';
import type {
  GetOpenIDConnectProviderResponse,
  GroupDetail,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';

/** What an AWS account holds, as far as the loopback services know it. Tests change it as they please. */
export interface AwsState {
  readonly accountId: string;
  readonly partition: string;
  /** By Region, then by cluster name. */
  readonly clusters: Map<string, Map<string, ClusterState>>;
  /** `AssumeRolePolicyDocument` is plain JSON here and URL-encoded on the wire. */
  readonly roles: RoleDetail[];
  readonly users: UserDetail[];
  readonly groups: GroupDetail[];
  /** Documents are plain JSON here and URL-encoded on the wire. */
  readonly policies: ManagedPolicyDetail[];
  /** ARNs of policies that account authorization details leave out, as IAM may do with those of AWS. */
  readonly leftOut: Set<string>;
  /** By ARN. */
  readonly oidcProviders: Map<string, GetOpenIDConnectProviderResponse>;
  readonly trails: TrailState[];
  /** Calls that CloudTrail remembers. */
  readonly history: PastEvent[];
  /** The same in every Region. */
  readonly launchTemplates: LaunchTemplateVersion[];
  readonly autoScalingGroups: AutoScalingGroup[];
  metadataDefaults: InstanceMetadataDefaultsResponse;
}

export interface ClusterState {
  cluster: Cluster;
  readonly accessEntries: Map<string, AccessEntryState>;
  readonly podIdentityAssociations: PodIdentityAssociation[];
  readonly nodegroups: Nodegroup[];
  readonly fargateProfiles: FargateProfile[];
  readonly addons: Addon[];
  readonly identityProviderConfigs: OidcIdentityProviderConfig[];
  readonly capabilities: Capability[];
  readonly updates: Update[];
  readonly certificateAuthorities: CertificateAuthority[];
}

export interface AccessEntryState {
  accessEntry: AccessEntry;
  readonly associatedAccessPolicies: AssociatedAccessPolicy[];
}

export interface TrailState {
  readonly trail: Trail;
  isLogging: boolean;
  readonly eventSelectors: readonly EventSelector[];
}

interface PastEvent {
  readonly region: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** JSON text. */
  readonly record: string;
}

export function awsState(accountId = '111122223333', partition = 'aws'): AwsState {
  return {
    accountId,
    partition,
    clusters: new Map(),
    roles: [],
    users: [],
    groups: [],
    policies: [],
    leftOut: new Set(),
    oidcProviders: new Map(),
    trails: [],
    history: [],
    launchTemplates: [],
    autoScalingGroups: [],
    metadataDefaults: {},
  };
}

/** A cluster to which nothing belongs yet. */
export function clusterState(cluster: Cluster): ClusterState {
  return {
    cluster,
    accessEntries: new Map(),
    podIdentityAssociations: [],
    nodegroups: [],
    fargateProfiles: [],
    addons: [],
    identityProviderConfigs: [],
    capabilities: [],
    updates: [],
    certificateAuthorities: [],
  };
}

/** The clusters of one Region, which is watched from now on. */
export function clustersIn(state: AwsState, region: string): Map<string, ClusterState> {
  const clusters = state.clusters.get(region) ?? new Map<string, ClusterState>();
  state.clusters.set(region, clusters);
  return clusters;
}

/** Adds an active cluster; `over` replaces what a test cares about. */
export function addCluster(
  state: AwsState,
  region: string,
  name: string,
  over: Partial<Cluster> = {},
): ClusterState {
  const added = clusterState({
    name,
    arn: `arn:${state.partition}:eks:${region}:${state.accountId}:cluster/${name}`,
    createdAt: new Date('2026-01-02T03:04:05Z'),
    version: '1.34',
    status: 'ACTIVE',
    endpoint: `https://${name}.example.com`,
    roleArn: `arn:${state.partition}:iam::${state.accountId}:role/eks-cluster`,
    accessConfig: { authenticationMode: 'API' },
    resourcesVpcConfig: {
      endpointPublicAccess: false,
      endpointPrivateAccess: true,
      publicAccessCidrs: [],
    },
    ...over,
  });
  clustersIn(state, region).set(name, added);
  return added;
}

/** Adds an entry that holds each of the access policies over the whole cluster. */
export function addAccessEntry(
  { cluster, accessEntries }: ClusterState,
  principalArn: string,
  policyArns: readonly string[] = [],
): void {
  const at = new Date('2026-01-02T03:04:05Z');
  accessEntries.set(principalArn, {
    accessEntry: {
      clusterName: cluster.name,
      principalArn,
      kubernetesGroups: [],
      accessEntryArn: `${cluster.arn?.replace(':cluster/', ':access-entry/')}/${accessEntries.size}`,
      createdAt: at,
      modifiedAt: at,
      tags: {},
      username: principalArn,
      type: 'STANDARD',
    },
    associatedAccessPolicies: policyArns.map((policyArn) => ({
      policyArn,
      accessScope: { type: 'cluster', namespaces: [] },
      associatedAt: at,
      modifiedAt: at,
    })),
  });
}

export function addRole(state: AwsState, name: string, path = '/'): string {
  const arn = `arn:${state.partition}:iam::${state.accountId}:role${path}${name}`;
  state.roles.push({
    Path: path,
    RoleName: name,
    RoleId: `AROA${String(state.roles.length).padStart(17, '0')}`,
    Arn: arn,
    CreateDate: new Date('2026-01-02T03:04:05Z'),
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }),
    AttachedManagedPolicies: [],
    RolePolicyList: [],
    InstanceProfileList: [],
    Tags: [],
    RoleLastUsed: {},
  });
  return arn;
}

export function addUser(state: AwsState, name: string): string {
  const arn = `arn:${state.partition}:iam::${state.accountId}:user/${name}`;
  state.users.push({
    Path: '/',
    UserName: name,
    UserId: `AIDA${String(state.users.length).padStart(17, '0')}`,
    Arn: arn,
    CreateDate: new Date('2026-01-02T03:04:05Z'),
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
  });
  return arn;
}

export function addGroup(state: AwsState, name: string): string {
  const arn = `arn:${state.partition}:iam::${state.accountId}:group/${name}`;
  state.groups.push({
    Path: '/',
    GroupName: name,
    GroupId: `AGPA${String(state.groups.length).padStart(17, '0')}`,
    Arn: arn,
    CreateDate: new Date('2026-01-02T03:04:05Z'),
    GroupPolicyList: [],
    AttachedManagedPolicies: [],
  });
  return arn;
}

/** Adds a managed policy; one of AWS where `account` is `aws`. Its one version allows what it is given. */
export function addPolicy(
  state: AwsState,
  name: string,
  over: Partial<ManagedPolicyDetail> & { readonly account?: string } = {},
): string {
  const { account = state.accountId, ...members } = over;
  const arn = `arn:${state.partition}:iam::${account}:policy/${name}`;
  const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }];
  state.policies.push({
    PolicyName: name,
    PolicyId: `ANPA${String(state.policies.length).padStart(17, '0')}`,
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    PolicyVersionList: [
      {
        Document: JSON.stringify({ Version: '2012-10-17', Statement }),
        VersionId: 'v1',
        IsDefaultVersion: true,
      },
    ],
    ...members,
  });
  return arn;
}

/** Adds a logging multi-Region trail of all management events; `over` replaces what a test cares about. */
export function addTrail(
  state: AwsState,
  homeRegion: string,
  name: string,
  over: Partial<Trail> = {},
): string {
  const arn = `arn:${state.partition}:cloudtrail:${homeRegion}:${state.accountId}:trail/${name}`;
  state.trails.push({
    trail: {
      Name: name,
      S3BucketName: 'trail-logs',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: homeRegion,
      TrailARN: arn,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
      ...over,
    },
    isLogging: true,
    eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
  });
  return arn;
}
