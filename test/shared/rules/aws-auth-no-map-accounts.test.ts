import { awsAuthNoMapAccounts } from '../../../shared/rules/aws-auth-no-map-accounts.ts';
import { awsAuth, roleLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(awsAuthNoMapAccounts, {
  compliant: {
    'mappings of roles alone': { subject: awsAuth({ roles: [roleLine(ci)] }), known: {} },
  },
  nonCompliant: {
    'accounts, this one among them': {
      given: {
        subject: awsAuth({ accounts: ['444455556666', '012345678901', '444455556666'] }),
        known: {},
      },
      reports: [
        {
          message:
            'Every principal of account 012345678901, 444455556666 may enter payments in eu-west-1.',
          evidence: { accounts: ['012345678901', '444455556666'] },
        },
      ],
    },
  },
});
