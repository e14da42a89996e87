import { bindingRoleExists } from '../../../shared/rules/binding-role-exists.ts';
import { clusterRole, clusterRoleBinding, group, role, roleBinding } from '../../support/rbac.ts';
import { binding, payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');

testRule(bindingRoleExists, {
  compliant: {
    'a ClusterRole that exists': binding(clusterRoleBinding('ops', 'ops', ops), {
      clusterRoles: [clusterRole('ops')],
    }),
    'a Role of its namespace': binding(roleBinding('shop/ops', 'Role ops', ops), {
      roles: [role('shop/ops')],
    }),
  },
  nonCompliant: {
    'a ClusterRole that does not exist': {
      given: binding(clusterRoleBinding('ops', 'ops', ops), { roles: [role('shop/ops')] }),
      reports: [
        {
          message:
            'ClusterRoleBinding ops refers to ClusterRole ops, which payments in eu-west-1 does not have.',
          evidence: {
            binding: 'ClusterRoleBinding ops',
            roleRef: 'ClusterRole ops',
            subjects: ['group:ops'],
          },
          command: 'kubectl delete clusterrolebinding -- ops',
        },
      ],
    },
    'a Role of another namespace': {
      given: binding(roleBinding('shop/ops', 'Role ops', ops), { roles: [role('bank/ops')] }),
      reports: [
        {
          message:
            'RoleBinding shop/ops refers to Role shop/ops, which payments in eu-west-1 does not have.',
          evidence: {
            binding: 'RoleBinding shop/ops',
            roleRef: 'Role shop/ops',
            subjects: ['group:ops'],
          },
          command: 'kubectl delete rolebinding --namespace=shop -- ops',
        },
      ],
    },
  },
  insufficientData: {
    'roles that were not read': {
      given: {
        subject: { cluster: payments, binding: clusterRoleBinding('ops', 'ops', ops) },
        known: {},
      },
      because: 'k8s-clusterroles eu-west-1/payments: not read yet',
    },
  },
});
