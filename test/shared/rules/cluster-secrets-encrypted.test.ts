import { clusterSecretsEncrypted } from '../../../shared/rules/cluster-secrets-encrypted.ts';
import { cluster } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const required = { config: { requireCustomerKey: true } };
const key = 'arn:aws:kms:eu-west-1:012345678901:key/3a371d73-33c3-479d-a763-ce7c172c4a8d';

testRule(clusterSecretsEncrypted, {
  compliant: {
    'a key of the customer': { subject: cluster({ encryptionKeyArns: [key] }), known: required },
  },
  nonCompliant: {
    'no key of the customer where one is required': {
      given: { subject: cluster(), known: required },
      reports: [
        {
          message: 'No KMS key of the customer encrypts the Secrets of payments in eu-west-1.',
          evidence: { encryptionKeyArns: [] },
          command:
            'aws eks associate-encryption-config --cluster-name payments --encryption-config \'[{"resources":["secrets"],"provider":{"keyArn":"KEY_ARN"}}]\' --region eu-west-1',
        },
      ],
    },
  },
  notApplicable: {
    'a cluster that EKS encrypts by default (steampipe-mod-aws-compliance#870)': {
      given: { subject: cluster(), known: {} },
      because: 'requireCustomerKey is off: EKS encrypts with its own key',
    },
  },
});
