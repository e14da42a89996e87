import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthGroupBound } from '../../../shared/rules/aws-auth-group-bound.ts';
import { mapped, rbacFacts, roleLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { gone } from '../../support/facts.ts';
import { clusterRoleBinding, group, roleBinding, user } from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const facts = rbacFacts({
  clusterRoleBindings: [clusterRoleBinding('ops', 'not-there', group('ops'), user('dev'))],
  roleBindings: [roleBinding('web/owners', 'Role owner', group('owners'))],
});
const nodes = [
  'system:masters',
  'system:nodes',
  'system:bootstrappers',
  'system:node-proxier',
  'eks:kube-proxy-windows',
];

testRule(awsAuthGroupBound, {
  compliant: {
    'a mapping without groups': mapped(roleLine(ci)),
    'groups of bindings, one of them to a role that is not there': mapped(
      roleLine(ci, { groups: ['ops', 'owners'] }),
      { facts },
    ),
    'system:masters and the groups of nodes': mapped(roleLine(ci, { groups: nodes })),
    'a group that is not the same for everybody': mapped(
      roleLine(ci, { groups: ['{{SessionName}}'] }),
    ),
  },
  nonCompliant: {
    'groups that no binding names, though one names a user so': {
      given: mapped(roleLine(ci, { groups: ['ops', 'dev', 'Owners', 'dev'] }), { facts }),
      reports: [isUnbound('dev'), isUnbound('Owners')],
    },
    'a group in a cluster that has no bindings': {
      given: mapped(roleLine(ci, { groups: ['ops'] }), {
        facts: [
          gone(factKeys.roleBindings(payments)),
          gone(factKeys.clusterRoleBindings(payments)),
        ],
      }),
      reports: [isUnbound('ops')],
    },
  },
  insufficientData: {
    'a cluster whose bindings were not read': {
      given: mapped(roleLine(ci, { groups: ['ops'] })),
      because: 'k8s-rolebindings eu-west-1/payments: not read yet',
    },
  },
});

function isUnbound(name: string): Violation {
  return {
    message: `${ci} is in group ${name} of payments in eu-west-1, which no binding names.`,
    evidence: { principalArn: ci, group: name },
    key: name,
  };
}
