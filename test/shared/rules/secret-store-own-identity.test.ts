import type { SecretStore } from '../../../shared/model/secrets-operators.ts';
import { secretStoreOwnIdentity } from '../../../shared/rules/secret-store-own-identity.ts';
import { clusterStore, payments, store } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(secretStoreOwnIdentity, {
  compliant: {
    'a service account': given(store({ serviceAccountRef: { name: 'app' } })),
    'a role': given(store({ role: 'arn:aws:iam::012345678901:role/app' })),
  },
  nonCompliant: {
    'the operator': {
      given: given(store()),
      reports: [
        {
          message: 'SecretStore web/aws reaches AWS as External Secrets Operator itself.',
          evidence: { kind: 'SecretStore', name: 'web/aws', service: 'SecretsManager' },
        },
      ],
    },
    'the operator for the whole cluster': {
      given: given(clusterStore({}, { service: 'ParameterStore' })),
      reports: [
        {
          message: 'ClusterSecretStore aws reaches AWS as External Secrets Operator itself.',
          evidence: { kind: 'ClusterSecretStore', name: 'aws', service: 'ParameterStore' },
        },
      ],
    },
  },
  notApplicable: {
    'another provider': { given: given(vault()), because: 'its provider is vault, not AWS' },
    'stored keys, which another rule reports': {
      given: given(store({ hasStaticKeys: true })),
      because: 'it uses stored keys',
    },
  },
});

function vault(): SecretStore {
  const { aws: _, ...rest } = store();
  return { ...rest, provider: 'vault' };
}

function given(secretStore: SecretStore) {
  return { subject: { cluster: payments, store: secretStore }, known: {} };
}
