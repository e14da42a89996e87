import { defineRule } from './rule.ts';

export const serviceAccountNoLongLivedToken = defineRule({
  id: 'service-account-no-long-lived-token',
  subject: 'serviceAccount',
  severity: 'MEDIUM',
  title: 'Service account has a token that never expires',
  requires: 'No service account refers to Secrets, which is where tokens without an end are kept.',
  because:
    'Such a token works from anywhere for as long as its Secret exists, and whoever reads Secrets of the namespace has it. Kubernetes makes none of them by itself since 1.24.',
  remedy:
    'Let pods use the tokens that are mounted into them and others ask for one by TokenRequest; delete the Secrets once nobody uses them, which the audit annotation authentication.k8s.io/legacy-token shows.',
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#legacy-serviceaccount-token-cleaner',
  ],
  controls: { cis: ['4.1.6'], owasp: ['K03', 'K08'], mitre: ['T1528'] },

  *check({ cluster, serviceAccount: { namespace, name, secrets } }) {
    if (secrets.length === 0) return;
    yield {
      message: `Service account ${namespace}/${name} of ${cluster.name} in ${cluster.region} has tokens that never expire, in ${secrets.join(', ')}.`,
      evidence: { serviceAccount: `${namespace}/${name}`, secrets },
    };
  },
});
