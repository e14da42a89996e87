import { defineRule, notApplicable } from './rule.ts';

export const secretStoreOwnIdentity = defineRule({
  id: 'secret-store-own-identity',
  subject: 'secretStore',
  severity: 'MEDIUM',
  title: 'A secret store acts as its controller',
  requires:
    'A store of AWS names a service account or a role of its own, and does not act as External Secrets Operator.',
  because:
    'The role of the operator has to read what all stores serve together, and whoever may write any such store gets all of it.',
  remedy:
    'Set auth.jwt.serviceAccountRef to a service account with an IAM role that reads what this store serves, or set role.',
  references: [
    'https://external-secrets.io/latest/provider/aws-access/',
    'https://external-secrets.io/latest/guides/multi-tenancy/',
  ],
  controls: { owasp: ['K03', 'K08'], mitre: ['T1552.007'] },

  *check({ store }) {
    const { kind, namespace, name, provider, aws } = store;
    if (aws === undefined) return notApplicable(`its provider is ${provider}, not AWS`);
    if (aws.hasStaticKeys) return notApplicable('it uses stored keys');
    if (aws.serviceAccountRef !== undefined || aws.role !== undefined) return undefined;
    const where = namespace === undefined ? name : `${namespace}/${name}`;
    yield {
      message: `${kind} ${where} reaches AWS as External Secrets Operator itself.`,
      evidence: { kind, name: where, service: aws.service },
    };
    return undefined;
  },
});
