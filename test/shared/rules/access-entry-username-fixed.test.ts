import type { AccessEntry } from '../../../shared/model/access-entry.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryUsernameFixed } from '../../../shared/rules/access-entry-username-fixed.ts';
import { rbacFacts } from '../../support/aws-auth.ts';
import { capability, clusterParts } from '../../support/cluster-parts.ts';
import { accessEntry, ci } from '../../support/eks.ts';
import { denied } from '../../support/facts.ts';
import { clusterRoleBinding, user } from '../../support/rbac.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const deployer = 'arn:aws-us-gov:iam::012345678901:role/team/payments/deployer';
const alice = 'arn:aws:iam::012345678901:user/alice';

testRule(accessEntryUsernameFixed, {
  compliant: {
    'the default username of a role': named(
      'arn:aws:sts::012345678901:assumed-role/ci/{{SessionName}}',
    ),
    'the default username of a role with a path in GovCloud': named(
      'arn:aws-us-gov:sts::012345678901:assumed-role/deployer/{{SessionName}}',
      { principalArn: deployer },
    ),
    'the default username of a user': named(alice, { principalArn: alice }),
    'a username without a template': named('ci'),
    'a template that the caller does not choose': named('ci:{{AccountID}}'),
    'the username of a capability': {
      ...named('arn:aws:sts::012345678901:assumed-role/argocd/{{SessionName}}'),
      known: { facts: clusterParts({ capabilities: [capability({ roleArn: ci })] }) },
    },
  },
  nonCompliant: {
    'a session name at the end': {
      given: named('audit:{{SessionName}}'),
      reports: [isChosen('audit:{{SessionName}}')],
    },
    'a raw session name': {
      given: named('ci:{{SessionNameRaw}}'),
      reports: [isChosen('ci:{{SessionNameRaw}}')],
    },
    'a session name amid blanks and in other case': {
      given: named('ci:{{ sessionname }}:x'),
      reports: [isChosen('ci:{{ sessionname }}:x')],
    },
    'the default username of another role': {
      given: named('arn:aws:sts::012345678901:assumed-role/admin/{{SessionName}}'),
      reports: [isChosen('arn:aws:sts::012345678901:assumed-role/admin/{{SessionName}}')],
    },
    'a session name that makes a user whom a binding names, however it is written': {
      given: bound('ci:{{ sessionnameraw }}'),
      reports: [isChosen('ci:{{ sessionnameraw }}', 'ci:bob', 'ci:bob@example.com')],
    },
    'a session name that makes one of the two, since it has no @': {
      given: bound('ci:{{sessionName}}'),
      reports: [isChosen('ci:{{sessionName}}', 'ci:bob')],
    },
    'a session name that makes nobody of the bindings': {
      given: bound('audit:{{SessionNameRaw}}'),
      reports: [isChosen('audit:{{SessionNameRaw}}')],
    },
    'a user, whose default is not known to hold a template': {
      given: named('people:{{SessionName}}', { principalArn: alice }),
      reports: [
        {
          message: `Whoever assumes ${alice} chooses its username in payments in eu-west-1: people:{{SessionName}}.`,
          evidence: { principalArn: alice, username: 'people:{{SessionName}}' },
        },
      ],
    },
  },
  notApplicable: {
    'an entry for nodes': {
      given: named('system:node:{{SessionName}}', { type: 'HYBRID_LINUX' }),
      because: 'EKS names the users of type HYBRID_LINUX',
    },
    'a role of Identity Center, whose session names nobody chooses': {
      given: named('audit:{{SessionName}}', {
        principalArn:
          'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Audit_e61b09fd83c7a524',
      }),
      because: 'IAM Identity Center names its sessions after the user',
    },
  },
  insufficientData: {
    'an entry that does not say its username': {
      given: { subject: accessEntry(ci), known: {} },
      because: 'the entry does not say its username',
    },
    'a session name where the bindings could not be read': {
      given: {
        ...named('ci:{{SessionName}}'),
        known: {
          facts: [
            ...clusterParts({ capabilities: [] }),
            denied(factKeys.clusterRoleBindings({ region: 'eu-west-1', name: 'payments' })),
          ],
        },
      },
      because: 'k8s-clusterrolebindings eu-west-1/payments: AccessDenied',
      reports: [isChosen('ci:{{SessionName}}')],
    },
    'a session name where the capabilities were not read': {
      given: { ...named('audit:{{SessionName}}'), known: {} },
      because: 'capabilities eu-west-1/payments: not read yet',
    },
  },
});

/** An entry with this username, in a cluster without capabilities. */
function named(username: string, differences: Partial<AccessEntry> = {}): Given<'accessEntry'> {
  const { cluster, entry } = accessEntry(ci);
  return {
    subject: { cluster, entry: { ...entry, username, ...differences } },
    known: { facts: clusterParts({ capabilities: [] }) },
  };
}

/** The same in a cluster whose bindings were read. */
function bound(username: string): Given<'accessEntry'> {
  const bindings = [clusterRoleBinding('ops', 'root', user('ci:bob'), user('ci:bob@example.com'))];
  const { subject } = named(username);
  const parts = clusterParts({ capabilities: [] });
  return {
    subject,
    known: { facts: [...parts, ...rbacFacts({ clusterRoleBindings: bindings })] },
  };
}

function isChosen(username: string, ...users: readonly string[]): Violation {
  const becoming = users.length === 0 ? '' : `, and so becomes ${users.join(', ')}`;
  return {
    message: `Whoever assumes ${ci} chooses its username in payments in eu-west-1: ${username}${becoming}.`,
    evidence: { principalArn: ci, username, ...(users.length > 0 && { users }) },
    ...(users.length > 0 && { severity: 'HIGH' }),
    command: `aws eks update-access-entry --cluster-name payments --principal-arn ${ci} --username 'arn:aws:sts::012345678901:assumed-role/ci/{{SessionName}}' --region eu-west-1`,
  };
}
