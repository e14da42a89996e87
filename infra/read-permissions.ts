import { arn, everything, type Permission, type PermissionScope } from './permission.ts';

/** Every cluster and what belongs to it, as far as EKS tells. */
export function readClusters(scope: PermissionScope): readonly Permission[] {
  return [
    {
      actions: [
        'eks:DescribeCertificateAuthority',
        'eks:DescribeCluster',
        'eks:ListAccessEntries',
        'eks:ListAddons',
        'eks:ListCapabilities',
        'eks:ListCertificateAuthorities',
        'eks:ListFargateProfiles',
        'eks:ListIdentityProviderConfigs',
        'eks:ListNodegroups',
        'eks:ListPodIdentityAssociations',
      ],
      resources: inRegions(scope, 'cluster'),
      wildcard: 'Every cluster of the watched Regions is watched, those created later included.',
    },
    {
      actions: ['eks:DescribeAccessEntry', 'eks:ListAssociatedAccessPolicies'],
      resources: inRegions(scope, 'access-entry'),
      wildcard:
        'Every access entry of the watched Regions is watched, those created later included.',
    },
    ...Object.entries(partActions).map(([resource, action]) => ({
      actions: [action],
      resources: inRegions(scope, resource),
      wildcard: 'Everything of every cluster is watched, what is created later included.',
    })),
  ];
}

const anyNamed = 'Anything of any watched cluster may be what an event is about.';

/** The action that describes a resource of this type. */
const partActions = {
  addon: 'eks:DescribeAddon',
  capability: 'eks:DescribeCapability',
  fargateprofile: 'eks:DescribeFargateProfile',
  identityproviderconfig: 'eks:DescribeIdentityProviderConfig',
  nodegroup: 'eks:DescribeNodegroup',
  podidentityassociation: 'eks:DescribePodIdentityAssociation',
} as const;

/** One access entry or association of a cluster, by an event that names it. */
export function readGrants(scope: PermissionScope): readonly Permission[] {
  return [
    {
      actions: ['eks:DescribeAccessEntry', 'eks:ListAssociatedAccessPolicies'],
      resources: inRegions(scope, 'access-entry'),
      wildcard: anyNamed,
    },
    {
      actions: ['eks:DescribePodIdentityAssociation'],
      resources: inRegions(scope, 'podidentityassociation'),
      wildcard: anyNamed,
    },
    {
      // Of an association that is gone: whether its service account has another by now.
      actions: ['eks:ListPodIdentityAssociations'],
      resources: inRegions(scope, 'cluster'),
      wildcard: anyNamed,
    },
  ];
}

/** How far something has come that EKS was told to change. */
export function readStatus(scope: PermissionScope): readonly Permission[] {
  return [
    {
      actions: ['eks:DescribeCluster', 'eks:DescribeUpdate'],
      resources: inRegions(scope, 'cluster'),
      wildcard: anyNamed,
    },
    ...(['addon', 'capability', 'fargateprofile', 'nodegroup'] as const).map((resource) => ({
      actions: [partActions[resource]],
      resources: inRegions(scope, resource),
      wildcard: anyNamed,
    })),
  ];
}

/** Which clusters a Region has, and what EKS and EC2 offer there. */
export function readRegions(): readonly Permission[] {
  return [
    {
      actions: ['eks:DescribeClusterVersions', 'eks:ListAccessPolicies', 'eks:ListClusters'],
      ...everything('DescribeClusterVersions', 'ListAccessPolicies', 'ListClusters'),
    },
    {
      actions: ['ec2:GetInstanceMetadataDefaults'],
      ...everything('GetInstanceMetadataDefaults'),
    },
  ];
}

/** The launch templates of node groups. */
export function readNodes(): readonly Permission[] {
  return [
    {
      actions: ['autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeLaunchTemplateVersions'],
      ...everything('DescribeAutoScalingGroups', 'DescribeLaunchTemplateVersions'),
    },
  ];
}

export function readTrails(scope: PermissionScope): readonly Permission[] {
  return [
    { actions: ['cloudtrail:DescribeTrails'], ...everything('DescribeTrails') },
    {
      actions: ['cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
      resources: [arn(scope, 'cloudtrail', 'trail', '*', { region: '*', account: '*' })],
      wildcard:
        "A trail may be at home in any Region, and an organization's trail is of another account.",
    },
  ];
}

/** Who did what, of the last 90 days. */
export function lookUpEvents(): Permission {
  return { actions: ['cloudtrail:LookupEvents'], ...everything('LookupEvents') };
}

function inRegions(scope: PermissionScope, resource: string): readonly string[] {
  return scope.regions.map((region) => arn(scope, 'eks', resource, '*', { region }));
}
