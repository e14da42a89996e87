import { arn, everything, type Permission, type PermissionScope } from './permission.ts';

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
    ...readPoliciesAndProviders(scope),
  ];
}

/** One role, user or group with its policies. */
export function readPrincipals(scope: PermissionScope): readonly Permission[] {
  const wildcard = 'Anybody of the account may be the one that an event is about.';
  return [
    {
      actions: [
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
      ],
      resources: [inIam(scope, 'role')],
      wildcard,
    },
    {
      actions: [
        'iam:GetUser',
        'iam:GetUserPolicy',
        'iam:ListAttachedUserPolicies',
        'iam:ListGroupsForUser',
        'iam:ListUserPolicies',
      ],
      resources: [inIam(scope, 'user')],
      wildcard,
    },
    {
      actions: [
        'iam:GetGroup',
        'iam:GetGroupPolicy',
        'iam:ListAttachedGroupPolicies',
        'iam:ListGroupPolicies',
      ],
      resources: [inIam(scope, 'group')],
      wildcard,
    },
  ];
}

/** Managed policies and identity providers. */
export function readPoliciesAndProviders(scope: PermissionScope): readonly Permission[] {
  return [
    {
      actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
      resources: [inIam(scope, 'policy'), inIam(scope, 'policy', 'aws')],
      wildcard: "Any policy of the account's own and of AWS may be attached to somebody.",
    },
    {
      actions: ['iam:GetOpenIDConnectProvider'],
      resources: [inIam(scope, 'oidc-provider')],
      wildcard: 'Every identity provider of the account is watched, those created later included.',
    },
  ];
}

function inIam(scope: PermissionScope, resource: string, account?: string): string {
  const place = account === undefined ? { region: '' } : { region: '', account };
  return arn(scope, 'iam', resource, '*', place);
}
