import { podIdentityServiceAccountExists } from '../../../shared/rules/pod-identity-service-account-exists.ts';
import { associationGiven, ledgerRole } from '../../support/associations.ts';
import { rbacKnown } from '../../support/operators.ts';
import { clusterRole, roleBinding, rule, user } from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const message = `${ledgerRole} is for service account payments/ledger of payments in eu-west-1, which does not exist`;
const evidence = { roleArn: ledgerRole, namespace: 'payments', serviceAccount: 'ledger' };
const command =
  'aws eks delete-pod-identity-association --cluster-name payments --association-id a-1 --region eu-west-1';

testRule(podIdentityServiceAccountExists, {
  compliant: {
    'a service account that exists': associationGiven({}, rbacKnown({}, 'payments/ledger')),
  },
  nonCompliant: {
    'one that is gone': {
      given: associationGiven({}, rbacKnown({}, 'payments/other')),
      reports: [{ message: `${message}.`, severity: 'LOW', evidence, command }],
    },
    'one that somebody may create': {
      given: associationGiven(
        {},
        rbacKnown({
          namespaces: [{ name: 'payments', labels: {} }],
          clusterRoles: [clusterRole('makes', rule('create', 'serviceaccounts'))],
          roleBindings: [roleBinding('payments/dev', 'ClusterRole makes', user('dev'))],
        }),
      ),
      reports: [
        {
          message: `${message}, and user:dev, no cluster admin, may create it.`,
          severity: 'HIGH',
          evidence,
          command,
        },
      ],
    },
  },
  notApplicable: {
    'a cluster that nobody looked into': {
      given: associationGiven({}, []),
      because: 'what is inside the cluster was not read',
    },
  },
});
