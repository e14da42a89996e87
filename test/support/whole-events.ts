import { factKeys } from '../../shared/model/fact-key.ts';
import { estateOf, type Told } from './cloud-trail-events.ts';
import { apiCluster, prodRef, roleArn } from './estate.ts';
import { known } from './facts.ts';

const arnOf = (resource: string) => `arn:aws:iam::012345678901:${resource}`;
const ci = roleArn('ci');
const alice = arnOf('user/alice');
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const provider = arnOf('oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC');
const adminPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
const associated = {
  associationId: 'a-1',
  associationArn: 'arn:aws:eks:eu-west-1:012345678901:podidentityassociation/prod/a-1',
  namespace: 'apps',
  serviceAccount: 'web',
  roleArn: roleArn('web'),
  disableSessionTags: false,
};

/** A cluster with an association, and a role and a user: what the events below are about. */
export const wholeEstate = estateOf(
  known(factKeys.clusters('eu-west-1'), ['prod']),
  known(factKeys.cluster(prodRef), { ...apiCluster(prodRef), enabledLogTypes: ['api'] }),
  known(factKeys.podIdentityAssociation(prodRef, 'apps/web'), associated),
  known(factKeys.nodegroups(prodRef), ['blue']),
  known(factKeys.nodegroup(prodRef, 'blue'), {
    name: 'blue',
    arn: 'arn:aws:eks:eu-west-1:012345678901:nodegroup/prod/blue/1',
    status: 'ACTIVE',
    autoScalingGroups: [],
    launchTemplate: { id: 'lt-1' },
  }),
  known(factKeys.roles(), [ci]),
  known(factKeys.role(ci), {
    ...{ arn: ci, name: 'ci', roleId: 'AROACI', path: '/', createDate: 1 },
    tags: { team: 'a' },
  }),
  known(factKeys.trustPolicy(ci), { statements: [] }),
  known(factKeys.users(), [alice]),
  known(factKeys.user(alice), {
    ...{ arn: alice, name: 'alice', userId: 'AIDAALICE', path: '/', createDate: 1 },
    tags: { team: 'a' },
  }),
  known(factKeys.groups(), [arnOf('group/admins')]),
);

type Whole = Required<Pick<Told, 'requestParameters' | 'responseElements'>>;

function call(request: Readonly<Record<string, unknown>>, response: object = {}): Whole {
  return { requestParameters: request, responseElements: { ...response } };
}

const inProd = (request: object, response: object = {}) =>
  call({ name: 'prod', ...request }, response);
const settingUp = (request: object = {}) => inProd(request, { update: { id: 'u-1' } });

const entry = {
  clusterName: 'prod',
  ...{ principalArn: ci, type: 'STANDARD', kubernetesGroups: ['readers'], username: 'ci' },
};
const policy = {
  principalArn: ci,
  policyArn: adminPolicy,
  accessScope: { type: 'cluster', namespaces: [] },
};
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'eks:*', Resource: '*' },
});
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
});
const partArn = (path: string) => `arn:aws:eks:eu-west-1:012345678901:${path}`;
const addon = { addonName: 'vpc-cni', addonArn: partArn('addon/prod/vpc-cni/1'), status: 'ACTIVE' };
const nodegroup = {
  ...{ nodegroupName: 'blue', nodegroupArn: partArn('nodegroup/prod/blue/1'), status: 'CREATING' },
  nodeRole: roleArn('node'),
};
const fargateProfile = {
  ...{ fargateProfileName: 'fp', fargateProfileArn: partArn('fargateprofile/prod/fp/1') },
  ...{ podExecutionRoleArn: roleArn('fargate'), selectors: [], status: 'CREATING' },
};
const capability = {
  ...{ capabilityName: 'argo', arn: partArn('capability/prod/argocd/argo/1'), type: 'ARGOCD' },
  ...{ roleArn: roleArn('argo'), status: 'CREATING' },
};
const madeAt = 'Nov 12, 2026 9:14:05 AM';
const madeRole = {
  ...{ arn: roleArn('new'), roleName: 'new', roleId: 'AROANEW', path: '/', createDate: madeAt },
  assumeRolePolicyDocument: encodeURIComponent(trust),
};

/**
 * Of EKS, IAM and EC2 each event of the catalogue as CloudTrail writes it down when nothing is missing: what there is to
 * ask for, asked for.
 */
export const wholeEvents: Readonly<Record<string, Whole>> = {
  CreateAccessEntry: inProd({ principalArn: ci }, { accessEntry: entry }),
  UpdateAccessEntry: inProd(entry, { accessEntry: entry }),
  DeleteAccessEntry: inProd({ principalArn: ci }),
  AssociateAccessPolicy: inProd(policy, { associatedAccessPolicy: policy }),
  DisassociateAccessPolicy: inProd(policy),
  CreatePodIdentityAssociation: inProd(associated, { association: associated }),
  UpdatePodIdentityAssociation: inProd(
    { ...associated, targetRoleArn: ci, policy: document },
    { association: { ...associated, targetRoleArn: ci, externalId: 'e-1', policy: document } },
  ),
  DeletePodIdentityAssociation: inProd({ associationId: 'a-1' }, { association: associated }),
  CreateCluster: inProd(
    {},
    {
      cluster: {
        ...{ name: 'prod', arn: partArn('cluster/prod'), status: 'CREATING', version: '1.35' },
        accessConfig: { authenticationMode: 'API' },
        resourcesVpcConfig: {
          ...{ endpointPublicAccess: true, endpointPrivateAccess: true },
          publicAccessCidrs: ['0.0.0.0/0'],
        },
      },
    },
  ),
  DeleteCluster: inProd({}),
  UpdateClusterConfig: settingUp({
    accessConfig: { authenticationMode: 'API' },
    resourcesVpcConfig: {
      ...{ endpointPublicAccess: true, endpointPrivateAccess: true },
      publicAccessCidrs: ['0.0.0.0/0'],
    },
    logging: { clusterLogging: [{ types: ['audit'], enabled: false }] },
    computeConfig: { enabled: false },
  }),
  UpdateClusterVersion: settingUp({ version: '1.36' }),
  CancelUpdate: inProd({ updateId: 'u-1' }),
  AssociateEncryptionConfig: settingUp({ encryptionConfig: [{ provider: { keyArn: 'k' } }] }),
  RegisterCluster: inProd({}),
  DeregisterCluster: inProd({}),
  CreateNodegroup: inProd(nodegroup, { nodegroup }),
  UpdateNodegroupConfig: inProd({ nodegroupName: 'blue', scalingConfig: {} }),
  UpdateNodegroupVersion: inProd({ nodegroupName: 'blue', launchTemplate: { id: 'lt-1' } }),
  DeleteNodegroup: inProd({ nodegroupName: 'blue' }, { nodegroup }),
  CreateFargateProfile: inProd(fargateProfile, { fargateProfile }),
  DeleteFargateProfile: inProd({ fargateProfileName: 'fp' }, { fargateProfile }),
  CreateAddon: inProd(addon, { addon }),
  UpdateAddon: settingUp({
    ...{ addonName: 'vpc-cni', serviceAccountRoleArn: roleArn('cni') },
    podIdentityAssociations: [],
  }),
  DeleteAddon: inProd({ addonName: 'vpc-cni' }, { addon }),
  CreateCapability: inProd(capability, { capability }),
  UpdateCapability: settingUp({
    ...{ capabilityName: 'argo', roleArn: roleArn('argo') },
    configuration: {},
  }),
  DeleteCapability: inProd({ capabilityName: 'argo' }, { capability }),
  AssociateIdentityProviderConfig: settingUp({
    oidc: {
      identityProviderConfigName: 'okta',
      ...{ issuerUrl: 'https://okta.example', clientId: 'k8s' },
    },
  }),
  DisassociateIdentityProviderConfig: settingUp({ identityProviderConfig: { name: 'okta' } }),
  CreateCertificateAuthority: inProd(
    {},
    {
      certificateAuthority: { id: 'ca-1', status: 'CREATING', createdAt: 1_795_341_598 },
      update: { id: 'u-1' },
    },
  ),
  ActivateCertificateAuthority: settingUp({ certificateAuthorityId: 'ca-1' }),
  DeleteCertificateAuthority: settingUp({ certificateAuthorityId: 'ca-1' }),

  CreateRole: call({ roleName: 'new', assumeRolePolicyDocument: trust }, { role: madeRole }),
  AcquireRole: call({ roleName: 'new' }, { role: madeRole }),
  CreateServiceLinkedRole: call({ aWSServiceName: 'eks.amazonaws.com' }, { role: madeRole }),
  UpdateRole: call({ roleName: 'ci', maxSessionDuration: 7_200 }),
  UpdateAssumeRolePolicy: call({ roleName: 'ci', policyDocument: trust }),
  DeleteRole: call({ roleName: 'ci' }),
  DeleteServiceLinkedRole: call({ roleName: 'ci' }),
  CreatePolicy: call(
    { policyName: 'p', policyDocument: document },
    { policy: { arn: arnOf('policy/p') } },
  ),
  CreatePolicyVersion: call({
    ...{ policyArn: arnOf('policy/p'), policyDocument: document, setAsDefault: true },
  }),
  SetDefaultPolicyVersion: call({ policyArn: arnOf('policy/p'), versionId: 'v2' }),
  DeletePolicyVersion: call({ policyArn: arnOf('policy/p'), versionId: 'v1' }),
  DeletePolicy: call({ policyArn: arnOf('policy/p') }),
  CreateUser: call(
    { userName: 'new' },
    {
      user: {
        ...{ arn: arnOf('user/new'), userName: 'new', userId: 'AIDANEW', path: '/' },
        createDate: madeAt,
      },
    },
  ),
  UpdateUser: call({ userName: 'alice', newUserName: 'bob' }),
  DeleteUser: call({ userName: 'alice' }),
  CreateGroup: call(
    { groupName: 'new' },
    { group: { arn: arnOf('group/new'), groupName: 'new', groupId: 'AGPANEW', path: '/' } },
  ),
  UpdateGroup: call({ groupName: 'admins', newGroupName: 'others' }),
  DeleteGroup: call({ groupName: 'admins' }),
  CreateOpenIDConnectProvider: call(
    { url: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC', clientIDList: ['sts.amazonaws.com'] },
    { openIDConnectProviderArn: provider },
  ),
  AddClientIDToOpenIDConnectProvider: call({ openIDConnectProviderArn: provider, clientID: 'x' }),
  RemoveClientIDFromOpenIDConnectProvider: call({
    ...{ openIDConnectProviderArn: provider, clientID: 'x' },
  }),
  DeleteOpenIDConnectProvider: call({ openIDConnectProviderArn: provider }),
  ...ofPrincipal('Role', { roleName: 'ci' }),
  ...ofPrincipal('User', { userName: 'alice' }),
  ...ofPrincipal('Group', { groupName: 'admins' }),
  AddUserToGroup: call({ userName: 'alice', groupName: 'admins' }),
  RemoveUserFromGroup: call({ userName: 'alice', groupName: 'admins' }),

  ...Object.fromEntries(
    [
      'CreateLaunchTemplateVersion',
      'ModifyLaunchTemplate',
      'DeleteLaunchTemplate',
      'DeleteLaunchTemplateVersions',
    ].map((name) => [name, call({ [`${name}Request`]: { LaunchTemplateId: 'lt-1' } })]),
  ),
  ModifyInstanceMetadataDefaults: call({
    ModifyInstanceMetadataDefaultsRequest: {
      ...{ HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    },
  }),
};

function ofPrincipal(kind: 'Role' | 'User' | 'Group', who: object): Record<string, Whole> {
  const own: Record<string, Whole> = {
    [`Attach${kind}Policy`]: call({ ...who, policyArn: readOnly }),
    [`Detach${kind}Policy`]: call({ ...who, policyArn: readOnly }),
    [`Put${kind}Policy`]: call({ ...who, policyName: 'p', policyDocument: document }),
    [`Delete${kind}Policy`]: call({ ...who, policyName: 'p' }),
  };
  if (kind === 'Group') return own;
  return {
    ...own,
    [`Put${kind}PermissionsBoundary`]: call({ ...who, permissionsBoundary: readOnly }),
    [`Delete${kind}PermissionsBoundary`]: call({ ...who }),
    [`Tag${kind}`]: call({ ...who, tags: [{ key: 'team', value: 'b' }] }),
    [`Untag${kind}`]: call({ ...who, tagKeys: ['team'] }),
  };
}
