import { factKeys } from '../../../shared/model/fact-key.ts';
import { accessEntryGroupBound } from '../../../shared/rules/access-entry-group-bound.ts';
import { rbacFacts } from '../../support/aws-auth.ts';
import { accessEntry, ci } from '../../support/eks.ts';
import { denied, type Known } from '../../support/facts.ts';
import { clusterRoleBinding, group, roleBinding } from '../../support/rbac.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const facts = rbacFacts({
  clusterRoleBindings: [clusterRoleBinding('ops', 'root', group('ops'))],
  roleBindings: [roleBinding('web/owners', 'Role owner', group('owners'))],
});

testRule(accessEntryGroupBound, {
  compliant: {
    'an entry without groups, whether or not anybody looked into its cluster': inGroups([], {}),
    'groups that bindings name': inGroups(['ops', 'owners']),
    'the groups of nodes': inGroups(['system:nodes']),
  },
  nonCompliant: {
    'a group that no binding names': {
      given: inGroups(['ops', 'dev']),
      reports: [
        {
          message: `${ci} is in group dev of payments in eu-west-1, which no binding names.`,
          evidence: { principalArn: ci, group: 'dev' },
          key: 'dev',
          command: `aws eks update-access-entry --cluster-name payments --principal-arn ${ci} --kubernetes-groups '["ops"]' --region eu-west-1`,
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
