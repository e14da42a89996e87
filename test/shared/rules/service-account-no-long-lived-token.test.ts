import { serviceAccountNoLongLivedToken } from '../../../shared/rules/service-account-no-long-lived-token.ts';
import { payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(serviceAccountNoLongLivedToken, {
  compliant: { 'an account without Secrets': withSecrets() },
  nonCompliant: {
    'an account with tokens': {
      given: withSecrets('web-token-abcde', 'web-token-fghij'),
      reports: [
        {
          message:
            'Service account shop/web of payments in eu-west-1 has tokens that never expire, in web-token-abcde, web-token-fghij.',
          evidence: {
            serviceAccount: 'shop/web',
            secrets: ['web-token-abcde', 'web-token-fghij'],
          },
        },
      ],
    },
  },
});

function withSecrets(...secrets: readonly string[]) {
  const serviceAccount = { namespace: 'shop', name: 'web', annotations: {}, labels: {}, secrets };
  return { subject: { cluster: payments, serviceAccount }, known: {} };
}
