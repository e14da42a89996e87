import { defineRule, notApplicable } from './rule.ts';

export const secretStoreNoStaticKeys = defineRule({
  id: 'secret-store-no-static-keys',
  subject: 'secretStore',
  severity: 'HIGH',
  title: 'A secret store uses a stored access key',
  requires: 'No store of AWS takes access keys from a Secret (auth.secretRef).',
  because:
    'Whoever reads that Secret has every secret that the store can read, from anywhere and until somebody replaces the key.',
  remedy:
    'Replace auth.secretRef by auth.jwt with a service account whose IAM role may read what the store serves, and delete the access key.',
  references: [
    'https://external-secrets.io/latest/provider/aws-access/',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  controls: { owasp: ['K08'], mitre: ['T1552.007', 'T1078.004'] },

  *check({ store }) {
    const { kind, namespace, name, provider, aws } = store;
    if (aws === undefined) return notApplicable(`its provider is ${provider}, not AWS`);
    if (!aws.hasStaticKeys) return undefined;
    const where = namespace === undefined ? name : `${namespace}/${name}`;
    yield {
      message: `${kind} ${where} reaches AWS with access keys from a Secret.`,
      evidence: { kind, name: where, service: aws.service },
    };
    return undefined;
  },
});
