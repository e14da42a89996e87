import type { Json } from '../../shared/model/json.ts';

/** Documents as AWS answers them, for account 111122223333 and cluster eu-west-1/prod. */
export const account = { accountId: '111122223333', partition: 'aws' } as const;
export const prod = { region: 'eu-west-1', name: 'prod' } as const;
export const roleArn = 'arn:aws:iam::111122223333:role/team/ci';
export const userArn = 'arn:aws:iam::111122223333:user/alice';
export const groupArn = 'arn:aws:iam::111122223333:group/admins';
export const policyArn = 'arn:aws:iam::111122223333:policy/deploy';
export const providerArn =
  'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC';
export const trailArn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
export const viewPolicyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

export const clusterDocument = {
  cluster: {
    name: 'prod',
    arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod',
    createdAt: '2025-01-01T00:00:00Z',
    version: '1.33',
    status: 'ACTIVE',
    resourcesVpcConfig: {
      subnetIds: ['subnet-1'],
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['198.51.100.0/24'],
    },
    identity: { oidc: { issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC' } },
    accessConfig: {
      authenticationMode: 'API',
      bootstrapClusterCreatorAdminPermissions: false,
    },
    tags: {},
  },
};

export const entryDocument = {
  clusterName: 'prod',
  principalArn: roleArn,
  kubernetesGroups: ['deployers'],
  accessEntryArn: 'arn:aws:eks:eu-west-1:111122223333:access-entry/prod/role/111122223333/ci/x',
  createdAt: 1_735_689_600,
  modifiedAt: 1_735_689_600,
  tags: {},
  username: 'ci:{{SessionName}}',
  type: 'STANDARD',
};

export const policiesDocument = [
  {
    policyArn: viewPolicyArn,
    accessScope: { type: 'namespace', namespaces: ['payments-*'] },
    associatedAt: '2025-01-01T00:00:00Z',
  },
];

const trustDocument = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

export const roleDocument = {
  Path: '/team/',
  RoleName: 'ci',
  RoleId: 'AROAEXAMPLE',
  Arn: roleArn,
  CreateDate: '2025-01-01T00:00:00Z',
  AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustDocument)),
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  RoleLastUsed: {},
};

export const userDocument = {
  Path: '/',
  UserName: 'alice',
  UserId: 'AIDAEXAMPLE',
  Arn: userArn,
  CreateDate: '2025-01-01T00:00:00Z',
  GroupList: ['admins'],
  AttachedManagedPolicies: [],
};

export const groupDocument = {
  Path: '/',
  GroupName: 'admins',
  GroupId: 'AGPAEXAMPLE',
  Arn: groupArn,
  CreateDate: '2025-01-01T00:00:00Z',
  GroupPolicyList: [],
  AttachedManagedPolicies: [{ PolicyName: 'deploy', PolicyArn: policyArn }],
};

/** What allows anybody to read objects, and the value that it is read as. */
export const allowDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
};

export const allowPolicy = {
  version: '2012-10-17',
  statements: [
    {
      effect: 'Allow',
      actions: { negated: false, values: ['s3:GetObject'] },
      resources: { negated: false, values: ['*'] },
      conditions: [],
    },
  ],
};

export const policyDocument = {
  PolicyName: 'deploy',
  PolicyId: 'ANPAEXAMPLE',
  Arn: policyArn,
  Path: '/',
  DefaultVersionId: 'v2',
  AttachmentCount: 1,
  PermissionsBoundaryUsageCount: 0,
  PolicyVersionList: [
    { VersionId: 'v2', IsDefaultVersion: true, Document: allowDocument },
    { VersionId: 'v1', IsDefaultVersion: false, Document: 'not read' },
  ],
};

export const providerDocument = {
  Arn: providerArn,
  Url: 'oidc.eks.eu-west-1.amazonaws.com/id/ABC',
  ClientIDList: ['sts.amazonaws.com'],
  ThumbprintList: [],
};

export const summaryDocument = { SummaryMap: { Roles: 1, AssumeRolePolicySizeQuota: 2048 } };

export const organizationDocument = [
  {
    type: 'SERVICE_CONTROL_POLICY',
    targetPath: 'r-ab12/111122223333',
    name: 'FullAWSAccess',
    document: allowDocument,
  },
];

export const versionsDocument = {
  clusterVersions: [
    {
      clusterVersion: '1.33',
      versionStatus: 'STANDARD_SUPPORT',
      endOfStandardSupportDate: '2025-01-01T00:00:00Z',
      endOfExtendedSupportDate: 1_735_689_600,
    },
  ],
};

export const offeredDocument = {
  accessPolicies: [{ name: 'AmazonEKSViewPolicy', arn: viewPolicyArn }],
};

export const defaultsDocument = {
  AccountLevel: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
};

export const associationDocument = {
  clusterName: 'prod',
  namespace: 'shop',
  serviceAccount: 'web',
  roleArn,
  associationArn: 'arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/a-1',
  associationId: 'a-1',
  disableSessionTags: false,
};

export const nodegroupDocument = {
  nodegroupName: 'workers',
  nodegroupArn: 'arn:aws:eks:eu-west-1:111122223333:nodegroup/prod/workers/1',
  clusterName: 'prod',
  status: 'ACTIVE',
  nodeRole: roleArn,
  amiType: 'AL2023_x86_64_STANDARD',
  resources: { autoScalingGroups: [{ name: 'eks-workers-1' }] },
};

export const metadataDocument = {
  State: 'applied',
  HttpTokens: 'required',
  HttpPutResponseHopLimit: 1,
  HttpEndpoint: 'enabled',
};

export const fargateDocument = {
  fargateProfileName: 'batch',
  fargateProfileArn: 'arn:aws:eks:eu-west-1:111122223333:fargateprofile/prod/batch/1',
  podExecutionRoleArn: roleArn,
  selectors: [{ namespace: 'batch' }],
};

export const addonDocument = {
  addonName: 'vpc-cni',
  addonArn: 'arn:aws:eks:eu-west-1:111122223333:addon/prod/vpc-cni/1',
  clusterName: 'prod',
};

export const configDocument = {
  oidc: {
    identityProviderConfigName: 'okta',
    identityProviderConfigArn:
      'arn:aws:eks:eu-west-1:111122223333:identityproviderconfig/prod/oidc/okta/1',
    clusterName: 'prod',
    issuerUrl: 'https://example.okta.com',
    clientId: 'kubernetes',
  },
};

export const capabilityDocument = {
  capabilityName: 'argocd',
  arn: 'arn:aws:eks:eu-west-1:111122223333:capability/prod/argocd/argocd/1',
  clusterName: 'prod',
  type: 'ARGOCD',
  roleArn,
};

export const authorityDocument = {
  id: 'ca-1',
  createdAt: '2025-01-01T00:00:00Z',
  createdBy: 'EKS',
  signingStatus: 'IN_USE',
};

export const trailDocument = {
  Name: 'main',
  TrailARN: trailArn,
  HomeRegion: 'eu-west-1',
  IsMultiRegionTrail: true,
  IncludeGlobalServiceEvents: true,
  IsOrganizationTrail: false,
  S3BucketName: 'trail',
};

export const selectorsDocument = {
  TrailARN: trailArn,
  AdvancedEventSelectors: [
    {
      Name: 'management',
      FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
    },
  ],
} satisfies Json;
