import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthUsernameFixed } from '../../../shared/rules/aws-auth-username-fixed.ts';
import {
  mapped,
  principals,
  rbacFacts,
  roleLine,
  ssoLine,
  userLine,
} from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { clusterRoleBinding, group, roleBinding, user } from '../../support/rbac.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';
const anyRole = 'arn:aws:iam::012345678901:role/*';
const permissionSet =
  'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Audit_e61b09fd83c7a524';
const bindings = rbacFacts({
  clusterRoleBindings: [
    clusterRoleBinding('ops', 'root', user('alice'), user('ci:bob'), group('ci:carol')),
    clusterRoleBinding('system', 'scheduler', user('system:kube-scheduler')),
  ],
  roleBindings: [roleBinding('web/dev', 'Role dev', user('ci:dave@example.com'))],
});
const facts = [...principals(ci, permissionSet), ...bindings];

testRule(awsAuthUsernameFixed, {
  compliant: {
    'no username': named(''),
    'a username without a template': named('ci'),
    'a template that the caller does not choose': named('ci:{{AccountID}}'),
    'braces that the authenticator leaves as they are': named('ci:{{ SessionName }}'),
    'the username that EKS gives access entries': named(
      'arn:aws:sts::012345678901:assumed-role/ci/{{SessionName}}',
    ),
    'a user, who has no session name': mapped(userLine(alice, { username: 'x:{{SessionName}}' })),
    'a role that nobody is looked up by': mapped(
      roleLine('arn:aws:iam::012345678901:role/team/ci', { username: 'x:{{SessionName}}' }),
    ),
  },
  nonCompliant: {
    'a session name that makes nobody whom a binding names': {
      given: named('audit:{{SessionName}}'),
      reports: [isChosen('audit:{{SessionName}}')],
    },
    'a session name that makes a user of a binding, not a group': {
      given: named('ci:{{SessionName}}'),
      reports: [isChosen('ci:{{SessionName}}', 'ci:bob')],
    },
    'a raw session name, which keeps its @': {
      given: named('ci:{{SessionNameRaw}}'),
      reports: [isChosen('ci:{{SessionNameRaw}}', 'ci:bob', 'ci:dave@example.com')],
    },
    'a session name and nothing else': {
      given: named('{{SessionName}}'),
      reports: [isChosen('{{SessionName}}', 'alice')],
    },
    'a session name and nothing else, where bindings name no user': {
      given: mapped(roleLine(ci, { username: '{{SessionName}}' }), {
        facts: [...principals(ci), ...rbacFacts({})],
      }),
      reports: [{ ...isChosen('{{SessionName}}'), severity: 'HIGH' }],
    },
    'a session name before something else, which makes nobody whom a binding names': {
      given: named('{{SessionName}}:audit'),
      reports: [isChosen('{{SessionName}}:audit')],
    },
    'a raw session name and nothing else, where bindings name no user': {
      given: mapped(roleLine(ci, { username: '{{SessionNameRaw}}' }), {
        facts: [...principals(ci), ...rbacFacts({})],
      }),
      reports: [{ ...isChosen('{{SessionNameRaw}}'), severity: 'HIGH' }],
    },
    'a role that does not exist, whose sessions anybody may name who makes it': {
      given: mapped(roleLine(ci, { username: 'audit:{{SessionName}}' }), {
        facts: [...principals(), ...bindings],
      }),
      reports: [isChosen('audit:{{SessionName}}')],
    },
    'roles of a pattern of which only some are of IAM Identity Center': {
      given: mapped(roleLine(anyRole, { username: 'audit:{{SessionName}}' }), { facts }),
      reports: [
        {
          message: `Whoever assumes ${anyRole} chooses its username in payments in eu-west-1: audit:{{SessionName}}.`,
          evidence: { principalArn: anyRole, username: 'audit:{{SessionName}}' },
        },
      ],
    },
    'names that EKS keeps for itself': {
      given: named('system:{{SessionName}}'),
      reports: [isChosen('system:{{SessionName}}')],
    },
  },
  notApplicable: {
    'a line for nodes': {
      given: named('system:node:{{SessionName}}'),
      because: 'EKS names the users of nodes',
    },
    'a permission set, whose session names nobody chooses': {
      given: mapped(ssoLine('Audit', { username: 'audit:{{SessionName}}' }), { facts }),
      because: 'IAM Identity Center names its sessions after the user',
    },
    'its role by name': {
      given: mapped(
        roleLine('arn:aws:iam::012345678901:role/AWSReservedSSO_Audit_e61b09fd83c7a524', {
          username: 'audit:{{SessionName}}',
        }),
        { facts },
      ),
      because: 'IAM Identity Center names its sessions after the user',
    },
  },
  insufficientData: {
    'a session name while bindings were not read': {
      given: mapped(roleLine(ci, { username: 'ci:{{SessionName}}' }), { facts: principals(ci) }),
      because: 'k8s-rolebindings eu-west-1/payments: not read yet',
      reports: [isChosen('ci:{{SessionName}}')],
    },
    'a session name while roles were not read': {
      given: mapped(roleLine(ci, { username: 'ci:{{SessionName}}' })),
      because: 'roles iam: not read yet',
    },
  },
});

function named(username: string): Given<'awsAuthMapping'> {
  return mapped(roleLine(ci, { username }), { facts });
}

function isChosen(username: string, ...users: readonly string[]): Violation {
  const becoming = users.length === 0 ? '' : `, and so becomes ${users.join(', ')}`;
  return {
    message: `Whoever assumes ${ci} chooses its username in payments in eu-west-1: ${username}${becoming}.`,
    evidence: { principalArn: ci, username, ...(users.length > 0 && { users }) },
    ...(users.length > 0 && { severity: 'HIGH' }),
  };
}
