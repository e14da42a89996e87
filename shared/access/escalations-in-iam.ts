import { type Escalation, type EscalationRow, escalationsOn, rhino } from './escalation.ts';

const iam =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html';

const ownRole: readonly EscalationRow[] = [
  ['put-own-role-policy', 'write a policy into its own role', 'iam:PutRolePolicy', rhino],
  ['attach-own-role-policy', 'attach a policy to its own role', 'iam:AttachRolePolicy', rhino],
];

const ownUser: readonly EscalationRow[] = [
  ['put-own-user-policy', 'write a policy into its own user', 'iam:PutUserPolicy', rhino],
  ['attach-own-user-policy', 'attach a policy to its own user', 'iam:AttachUserPolicy', rhino],
];

const ownPolicy: readonly EscalationRow[] = [
  ['create-policy-version', 'rewrite a policy that it holds', 'iam:CreatePolicyVersion', rhino],
  [
    'set-default-policy-version',
    'go back to another version of a policy that it holds',
    'iam:SetDefaultPolicyVersion',
    rhino,
  ],
];

const ownBoundary: readonly EscalationRow[] = [
  [
    'delete-role-permissions-boundary',
    'take away its permissions boundary',
    'iam:DeleteRolePermissionsBoundary',
    iam,
  ],
  [
    'delete-user-permissions-boundary',
    'take away its permissions boundary',
    'iam:DeleteUserPermissionsBoundary',
    iam,
  ],
  [
    'put-role-permissions-boundary',
    'choose itself another permissions boundary',
    'iam:PutRolePermissionsBoundary',
    iam,
  ],
  [
    'put-user-permissions-boundary',
    'choose itself another permissions boundary',
    'iam:PutUserPermissionsBoundary',
    iam,
  ],
  ['rewrite-boundary', 'rewrite its permissions boundary', 'iam:CreatePolicyVersion', iam],
];

const ownGroup: readonly EscalationRow[] = [
  ['put-group-policy', 'write a policy into a group of its own', 'iam:PutGroupPolicy', rhino],
  ['attach-group-policy', 'attach a policy to a group of its own', 'iam:AttachGroupPolicy', rhino],
];

const strongerUser: readonly EscalationRow[] = [
  ['create-access-key', 'make access keys for a stronger user', 'iam:CreateAccessKey', rhino],
  ['create-login-profile', 'give a stronger user a password', 'iam:CreateLoginProfile', rhino],
  [
    'update-login-profile',
    'change the password of a stronger user',
    'iam:UpdateLoginProfile',
    rhino,
  ],
];

const anyUser: readonly EscalationRow[] = [
  [
    'attach-user-policy-and-create-access-key',
    'attach a policy to a user and make access keys for it',
    'iam:AttachUserPolicy iam:CreateAccessKey',
    rhino,
  ],
  [
    'put-user-policy-and-create-access-key',
    'write a policy into a user and make access keys for it',
    'iam:PutUserPolicy iam:CreateAccessKey',
    rhino,
  ],
];

const newUser: readonly EscalationRow[] = [
  [
    'create-user-and-attach-policy',
    'make a user with a policy of its choice',
    'iam:CreateUser iam:AttachUserPolicy iam:CreateAccessKey',
    iam,
  ],
  [
    'create-user-and-put-policy',
    'make a user with a policy of its own',
    'iam:CreateUser iam:PutUserPolicy iam:CreateAccessKey',
    iam,
  ],
];

const newRole: readonly EscalationRow[] = [
  [
    'create-role-and-attach-policy',
    'make a role that trusts it, with a policy of its choice',
    'iam:CreateRole iam:AttachRolePolicy',
    iam,
  ],
  [
    'create-role-and-put-policy',
    'make a role that trusts it, with a policy of its own',
    'iam:CreateRole iam:PutRolePolicy',
    iam,
  ],
];

const assumableRole: readonly EscalationRow[] = [
  [
    'attach-role-policy-and-assume',
    'attach a policy to a role that it may assume',
    'iam:AttachRolePolicy',
    rhino,
  ],
  [
    'put-role-policy-and-assume',
    'write a policy into a role that it may assume',
    'iam:PutRolePolicy',
    rhino,
  ],
];

const strongerRole: readonly EscalationRow[] = [
  [
    'update-assume-role-policy',
    'let itself into a stronger role by its trust policy',
    'iam:UpdateAssumeRolePolicy',
    rhino,
  ],
];

const strongerGroup: readonly EscalationRow[] = [
  ['add-user-to-group', 'join a stronger group', 'iam:AddUserToGroup', rhino],
];

/** By writing to IAM alone. */
export const escalationsInIam: readonly Escalation[] = [
  ...escalationsOn('own role', ownRole),
  ...escalationsOn('own user', ownUser),
  ...escalationsOn('own policy', ownPolicy),
  ...escalationsOn('own boundary', ownBoundary),
  ...escalationsOn('own group', ownGroup),
  ...escalationsOn('stronger group', strongerGroup),
  ...escalationsOn('stronger user', strongerUser),
  ...escalationsOn('any user', anyUser),
  ...escalationsOn('new user', newUser),
  ...escalationsOn('new role', newRole),
  ...escalationsOn('assumable role', assumableRole),
  ...escalationsOn('stronger role', strongerRole),
];
