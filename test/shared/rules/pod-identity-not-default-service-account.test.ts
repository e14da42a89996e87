import { factKeys } from '../../../shared/model/fact-key.ts';
import { podIdentityNotDefaultServiceAccount } from '../../../shared/rules/pod-identity-not-default-service-account.ts';
import { associationGiven, ledgerRole } from '../../support/associations.ts';
import { denied } from '../../support/facts.ts';
import { allow, goneRole, roleFacts } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const forDefault = { serviceAccount: 'default' };
const evidence = { namespace: 'payments', serviceAccount: 'default', roleArn: ledgerRole };
const command =
  'aws eks delete-pod-identity-association --cluster-name payments --association-id a-1 --region eu-west-1';
const gets = 'Every pod of payments in payments, eu-west-1, that names no service account gets';
const narrow = { inline: { Read: [allow(['s3:GetObject'], ['arn:aws:s3:::ledger/*'])] } };

testRule(podIdentityNotDefaultServiceAccount, {
  compliant: {
    'a service account by name, whatever its role': associationGiven(
      {},
      roleFacts(ledgerRole, { inline: { All: [allow(['*'])] } }),
    ),
  },
  nonCompliant: {
    'the service account default': {
      given: associationGiven(forDefault, roleFacts(ledgerRole, narrow)),
      reports: [{ message: `${gets} ${ledgerRole}.`, evidence, command }],
    },
    'the service account default, with a role that is gone': {
      given: associationGiven(forDefault, goneRole(ledgerRole)),
      reports: [{ message: `${gets} ${ledgerRole}.`, evidence, command }],
    },
    'the service account default, with a role that can do everything': {
      given: associationGiven(
        forDefault,
        roleFacts(ledgerRole, { inline: { All: [allow(['*'])] } }),
      ),
      reports: [
        {
          message: `${gets} ${ledgerRole}, which can do a great deal.`,
          evidence,
          severity: 'HIGH',
          command,
        },
      ],
    },
  },
  insufficientData: {
    'the service account default, its role unread': {
      given: associationGiven(forDefault, [denied(factKeys.rolePolicies(ledgerRole))]),
      because: `role-policies iam ${ledgerRole}: AccessDenied`,
      reports: [{ message: `${gets} ${ledgerRole}.`, evidence, command }],
    },
  },
});
