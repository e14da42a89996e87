import type { Json } from '../../shared/model/json.ts';

/** Documents as AWS answers them, for account 111122223333 and cluster eu-west-1/prod. */
export const account = { accountId: '111122223333', partition: 'aws' } as const;
export const prod = { region: 'eu-west-1', name: 'prod' } as const;
export const roleArn = 'arn:aws:iam::111122223333:role/team/ci';
export const userArn = 'arn:aws:iam::111122223333:user/alice';
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
};

export const userDocument = {
  Path: '/',
  UserName: 'alice',
  UserId: 'AIDAEXAMPLE',
  Arn: userArn,
  CreateDate: '2025-01-01T00:00:00Z',
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
