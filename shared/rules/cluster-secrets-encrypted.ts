import { associateEncryptionConfig } from '../access/remedy-commands.ts';
import { defineRule, notApplicable } from './rule.ts';

export const clusterSecretsEncrypted = defineRule({
  id: 'cluster-secrets-encrypted',
  subject: 'cluster',
  severity: 'LOW',
  title: 'Secrets are not encrypted with a key of your own',
  requires:
    'Where the configuration asks for it with requireCustomerKey, a KMS key of the customer encrypts the Secrets of the cluster.',
  because:
    'EKS encrypts all Kubernetes data with a key of its own; only with a key of yours can you see in CloudTrail that it is used, and take it away.',
  remedy:
    'Associate a KMS key with the cluster. That cannot be undone, so choose the key with care.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html',
  ],
  controls: { cis: ['5.3.1'], owasp: ['K08'], securityHub: ['EKS.3'] },

  *check(cluster, facts) {
    if (!facts.config().requireCustomerKey) {
      return notApplicable('requireCustomerKey is off: EKS encrypts with its own key');
    }
    if (cluster.encryptionKeyArns.length > 0) return undefined;
    yield {
      message: `No KMS key of the customer encrypts the Secrets of ${cluster.name} in ${cluster.region}.`,
      evidence: { encryptionKeyArns: [] },
      command: associateEncryptionConfig(cluster),
    };
    return undefined;
  },
});
