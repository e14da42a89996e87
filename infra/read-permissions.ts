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

/** The action that describes a resource of this type. */
const partActions: Readonly<Record<string, string>> = {
  addon: 'eks:DescribeAddon',
  capability: 'eks:DescribeCapability',
  fargateprofile: 'eks:DescribeFargateProfile',
  identityproviderconfig: 'eks:DescribeIdentityProviderConfig',
  nodegroup: 'eks:DescribeNodegroup',
  podidentityassociation: 'eks:DescribePodIdentityAssociation',
};

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

/** Principals with their policies, identity providers and quotas. */
export function readAccount(scope: PermissionScope): readonly Permission[] {
  return [
    {
      actions: [
        'iam:GetAccountAuthorizationDetails',
        'iam:GetAccountSummary',
        'iam:ListOpenIDConnectProviders',
        'iam:ListRoles',
      ],
      ...everything(
        'GetAccountAuthorizationDetails',
        'GetAccountSummary',
        'ListOpenIDConnectProviders',
        'ListRoles',
      ),
    },
    {
      actions: ['iam:GetOpenIDConnectProvider'],
      resources: [inIam(scope, 'oidc-provider')],
      wildcard: 'Every identity provider of the account is watched, those created later included.',
    },
    readPolicies(scope),
  ];
}

/** One role with its policies. */
export function readRole(scope: PermissionScope): readonly Permission[] {
  return [
    {
      actions: [
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
      ],
      resources: [inIam(scope, 'role')],
      wildcard: 'Any role of the account may be the one that an event is about.',
    },
    readPolicies(scope),
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

function readPolicies(scope: PermissionScope): Permission {
  return {
    actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
    resources: [inIam(scope, 'policy'), inIam(scope, 'policy', 'aws')],
    wildcard: "Any policy of the account's own and of AWS may be attached to a role.",
  };
}

function inRegions(scope: PermissionScope, resource: string): readonly string[] {
  return scope.regions.map((region) => arn(scope, 'eks', resource, '*', { region }));
}

function inIam(scope: PermissionScope, resource: string, account?: string): string {
  const place = account === undefined ? { region: '' } : { region: '', account };
  return arn(scope, 'iam', resource, '*', place);
}
