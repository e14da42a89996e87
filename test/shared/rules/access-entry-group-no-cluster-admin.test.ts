import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryGroupNoClusterAdmin } from '../../../shared/rules/access-entry-group-no-cluster-admin.ts';
import { rbacFacts } from '../../support/aws-auth.ts';
import { accessEntry, ci } from '../../support/eks.ts';
import { denied, type Known } from '../../support/facts.ts';
import { clusterRole, clusterRoleBinding, group, roleBinding, rule } from '../../support/rbac.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const facts = rbacFacts({
  clusterRoles: [
    clusterRole('root', rule('*', '*', { apiGroups: ['*'] })),
    clusterRole('kubelets', rule('get', 'nodes/proxy')),
  ],
  clusterRoleBindings: [
    clusterRoleBinding('ops', 'root', group('ops')),
    clusterRoleBinding('probes', 'kubelets', group('probes')),
  ],
  roleBindings: [
    roleBinding('web/owners', 'ClusterRole root', group('owners')),
    roleBinding('web/ops', 'ClusterRole root', group('ops')),
  ],
});

testRule(accessEntryGroupNoClusterAdmin, {
  compliant: {
    'an entry without groups, whether or not anybody looked into its cluster': inGroups([], {}),
    'groups that own a namespace or are bound to nothing': inGroups(['owners', 'nobody']),
    'a declared principal': inGroups(['ops'], {
      config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
    }),
    'a declared group': inGroups(['ops'], {
      facts,
      config: { clusterAdmins: [{ kind: 'exact', principal: 'group:ops' }] },
    }),
  },
  nonCompliant: {
    'cluster admin, and what amounts to it': {
      given: inGroups(['ops', 'owners', 'probes']),
      reports: [
        {
          ...isAdmin('ops', 'is', 'owners,probes'),
          evidence: {
            principalArn: ci,
            group: 'ops',
            level: 'cluster-admin',
            ways: ['does-everything'],
            bindings: [
              'ClusterRoleBinding ops to ClusterRole root',
              'RoleBinding web/ops to ClusterRole root',
            ],
          },
        },
        {
          ...isAdmin('probes', 'can become', 'ops,owners'),
          evidence: {
            principalArn: ci,
            group: 'probes',
            level: 'cluster-admin-equivalent',
            ways: ['reaches-kubelets'],
            bindings: ['ClusterRoleBinding probes to ClusterRole kubelets'],
          },
        },
      ],
    },
  },
  notApplicable: {
    'a cluster that nobody looked into': {
      given: inGroups(['ops'], {}),
      because: 'nobody looked into payments in eu-west-1',
    },
  },
  insufficientData: {
    'a cluster whose bindings could not be read': {
      given: inGroups(['ops'], {
        facts: [denied(factKeys.clusterRoleBindings({ region: 'eu-west-1', name: 'payments' }))],
      }),
      because: 'k8s-clusterrolebindings eu-west-1/payments: AccessDenied',
    },
  },
});

function inGroups(
  kubernetesGroups: readonly string[],
  known: Known = { facts },
): Given<'accessEntry'> {
  const { cluster, entry } = accessEntry(ci);
  return { subject: { cluster, entry: { ...entry, kubernetesGroups } }, known };
}

function isAdmin(name: string, becomes: string, rest: string): Omit<Violation, 'evidence'> {
  return {
    message: `${ci} is in group ${name} of payments in eu-west-1, which ${becomes} cluster admin.`,
    key: name,
    command: `aws eks update-access-entry --cluster-name payments --principal-arn ${ci} --kubernetes-groups '${JSON.stringify(rest.split(','))}' --region eu-west-1`,
  };
}
