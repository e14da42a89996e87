import { factKeys } from '../../../shared/model/fact-key.ts';
import type { ServiceAccount } from '../../../shared/model/kubernetes.ts';
import { podIdentitySingleIdentity } from '../../../shared/rules/pod-identity-single-identity.ts';
import { associationGiven, ledgerRole } from '../../support/associations.ts';
import { denied, known } from '../../support/facts.ts';
import { payments, serviceAccount } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const old = 'arn:aws:iam::012345678901:role/old';

testRule(podIdentitySingleIdentity, {
  compliant: {
    'a service account without a role of its own': given(serviceAccount('payments', 'ledger')),
    'another with one': given(
      serviceAccount('web', 'ledger', { roleArn: old }),
      serviceAccount('payments', 'writer', { roleArn: old }),
    ),
  },
  nonCompliant: {
    'two roles': {
      given: given(serviceAccount('payments', 'ledger', { roleArn: old })),
      reports: [
        {
          message: `Service account payments/ledger of payments in eu-west-1 has ${ledgerRole} by Pod Identity and ${old} by its annotation.`,
          evidence: {
            namespace: 'payments',
            serviceAccount: 'ledger',
            roleArn: ledgerRole,
            annotatedRoleArn: old,
          },
          command:
            'kubectl annotate serviceaccount ledger --namespace payments eks.amazonaws.com/role-arn-',
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
  insufficientData: {
    'a cluster that refused to say what is inside': {
      given: associationGiven({}, [denied(factKeys.serviceAccounts(payments))]),
      because: 'k8s-serviceaccounts eu-west-1/payments: AccessDenied',
    },
  },
});

function given(...accounts: readonly ServiceAccount[]) {
  return associationGiven({}, [known(factKeys.serviceAccounts(payments), accounts)]);
}
