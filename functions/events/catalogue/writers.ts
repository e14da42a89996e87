/**
 * The events that write each kind of fact: what to look up when a value has changed and no event has said so. Their effects
 * say the rest. Kinds that no event accounts for by value are left out.
 */
export const writers: Readonly<Record<string, readonly string[]>> = {
  cluster: ['CreateCluster', 'UpdateClusterConfig', 'DeleteCluster'],
  'access-entry': ['CreateAccessEntry', 'UpdateAccessEntry', 'DeleteAccessEntry'],
  'access-policies': ['AssociateAccessPolicy', 'DisassociateAccessPolicy'],
  'pod-identity-association': [
    'CreatePodIdentityAssociation',
    'UpdatePodIdentityAssociation',
    'DeletePodIdentityAssociation',
  ],
  nodegroup: ['CreateNodegroup', 'DeleteNodegroup'],
  'fargate-profile': ['CreateFargateProfile', 'DeleteFargateProfile'],
  addon: ['CreateAddon', 'UpdateAddon', 'DeleteAddon'],
  capability: ['CreateCapability', 'UpdateCapability', 'DeleteCapability'],
  'identity-provider-config': [
    'AssociateIdentityProviderConfig',
    'DisassociateIdentityProviderConfig',
  ],
  role: ['CreateRole', 'UpdateRole', 'DeleteRole', 'TagRole', 'UntagRole'],
  'trust-policy': ['CreateRole', 'UpdateAssumeRolePolicy'],
  'role-policies': [
    'AttachRolePolicy',
    'DetachRolePolicy',
    'PutRolePolicy',
    'DeleteRolePolicy',
    'PutRolePermissionsBoundary',
    'DeleteRolePermissionsBoundary',
  ],
  user: ['CreateUser', 'DeleteUser', 'TagUser', 'UntagUser'],
  'user-policies': [
    'AttachUserPolicy',
    'DetachUserPolicy',
    'PutUserPolicy',
    'DeleteUserPolicy',
    'PutUserPermissionsBoundary',
    'DeleteUserPermissionsBoundary',
    'AddUserToGroup',
    'RemoveUserFromGroup',
  ],
  group: ['CreateGroup', 'DeleteGroup'],
  'group-policies': [
    'AttachGroupPolicy',
    'DetachGroupPolicy',
    'PutGroupPolicy',
    'DeleteGroupPolicy',
  ],
  'managed-policy': [
    'CreatePolicy',
    'CreatePolicyVersion',
    'SetDefaultPolicyVersion',
    'DeletePolicy',
  ],
  'oidc-provider': [
    'CreateOpenIDConnectProvider',
    'DeleteOpenIDConnectProvider',
    'AddClientIDToOpenIDConnectProvider',
    'RemoveClientIDFromOpenIDConnectProvider',
  ],
};
