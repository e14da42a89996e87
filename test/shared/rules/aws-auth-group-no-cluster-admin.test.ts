import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthGroupNoClusterAdmin } from '../../../shared/rules/aws-auth-group-no-cluster-admin.ts';
import { mapped, principals, rbacFacts, roleLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { clusterRole, clusterRoleBinding, group, roleBinding, rule } from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = 'arn:aws:iam::012345678901:role/ops';
const everything = clusterRole('root', rule('*', '*', { apiGroups: ['*'] }));
const kubelets = clusterRole('kubelets', rule('get', 'nodes/proxy'));
const facts = rbacFacts({
  clusterRoles: [everything, kubelets, clusterRole('reader', rule('get', 'pods'))],
  clusterRoleBindings: [
    clusterRoleBinding('ops', 'root', group('ops')),
    clusterRoleBinding('probes', 'kubelets', group('probes')),
    clusterRoleBinding('readers', 'reader', group('readers')),
  ],
  roleBindings: [roleBinding('web/owners', 'ClusterRole root', group('owners'))],
});

testRule(awsAuthGroupNoClusterAdmin, {
  compliant: {
    'a mapping without groups, whoever is declared': mapped(roleLine(ci), {
      config: { clusterAdmins: [{ kind: 'exact', principal: ops }] },
    }),
    'groups that read, own a namespace, or are bound to nothing': mapped(
      roleLine(ci, { groups: ['readers', 'owners', 'nobody'] }),
      { facts },
    ),
    'system:masters, which another rule reports': mapped(
      roleLine(ci, { groups: ['system:masters'] }),
    ),
    'a group that is not the same for everybody': mapped(
      roleLine(ci, { groups: ['{{SessionName}}'] }),
    ),
    'a group that is not bound, where everybody is cluster admin': mapped(
      roleLine(ci, { groups: ['nobody'] }),
      {
        facts: rbacFacts({
          clusterRoles: [everything],
          clusterRoleBindings: [clusterRoleBinding('all', 'root', group('system:authenticated'))],
        }),
      },
    ),
    'a declared principal': mapped(roleLine(ci, { groups: ['ops'] }), {
      config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
    }),
    'a declared group': mapped(roleLine(ci, { groups: ['ops'] }), {
      config: { clusterAdmins: [{ kind: 'exact', principal: 'group:ops' }] },
      facts: principals(ci),
    }),
  },
  nonCompliant: {
    'cluster admin, and what amounts to it, each once': {
      given: mapped(roleLine(ci, { groups: ['ops', 'readers', 'probes', 'ops'] }), { facts }),
      reports: [
        isAdmin(
          'ops',
          'is',
          'cluster-admin',
          'does-everything',
          'ClusterRoleBinding ops to ClusterRole root',
        ),
        isAdmin(
          'probes',
          'can become',
          'cluster-admin-equivalent',
          'reaches-kubelets',
          'ClusterRoleBinding probes to ClusterRole kubelets',
        ),
      ],
    },
  },
  notApplicable: {
    'a mapping by which nobody is let in': {
      given: mapped(roleLine('arn:aws:iam::012345678901:role/team/ops', { groups: ['ops'] })),
      because: 'nobody is let in: roles are looked up without their path',
    },
  },
  insufficientData: {
    'a cluster whose roles were not read': {
      given: mapped(roleLine(ci, { groups: ['ops'] })),
      because: 'k8s-roles eu-west-1/payments: not read yet',
    },
  },
});

function isAdmin(
  name: string,
  becomes: string,
  level: string,
  way: string,
  binding: string,
): Violation {
  return {
    message: `${ci} is in group ${name} of payments in eu-west-1, which ${becomes} cluster admin.`,
    evidence: { principalArn: ci, group: name, level, ways: [way], bindings: [binding] },
    key: name,
  };
}
