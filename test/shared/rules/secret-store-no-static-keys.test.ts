import type { SecretStore } from '../../../shared/model/secrets-operators.ts';
import { secretStoreNoStaticKeys } from '../../../shared/rules/secret-store-no-static-keys.ts';
import { clusterStore, payments, store } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(secretStoreNoStaticKeys, {
  compliant: { 'a service account': given(store({ serviceAccountRef: { name: 'app' } })) },
  nonCompliant: {
    'keys in a Secret': {
      given: given(store({ hasStaticKeys: true })),
      reports: [
        {
          message: 'SecretStore web/aws reaches AWS with access keys from a Secret.',
          evidence: { kind: 'SecretStore', name: 'web/aws', service: 'SecretsManager' },
        },
      ],
    },
    'keys of a store of the whole cluster': {
      given: given(clusterStore({}, { hasStaticKeys: true })),
      reports: [
        {
          message: 'ClusterSecretStore aws reaches AWS with access keys from a Secret.',
          evidence: { kind: 'ClusterSecretStore', name: 'aws', service: 'SecretsManager' },
        },
      ],
    },
  },
  notApplicable: {
    'another provider': { given: given(vault()), because: 'its provider is vault, not AWS' },
  },
});

function vault(): SecretStore {
  const { aws: _, ...rest } = store();
  return { ...rest, provider: 'vault' };
}

function given(secretStore: SecretStore) {
  return { subject: { cluster: payments, store: secretStore }, known: {} };
}
