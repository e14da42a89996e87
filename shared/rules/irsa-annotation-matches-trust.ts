import { issuerOf } from '../access/cluster-of-issuer.ts';
import { kubectlRemoveRoleArn } from '../access/kubectl.ts';
import { oidcProviderBeside } from '../iam/oidc-provider.ts';
import { decideToken } from '../iam/oidc-token.ts';
import { subjectOf } from '../iam/service-account-subject.ts';
import { stsAudience } from '../iam/web-identity.ts';
import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const irsaAnnotationMatchesTrust = defineRule({
  id: 'irsa-annotation-matches-trust',
  subject: 'serviceAccount',
  severity: 'LOW',
  title: 'A service account names a role that refuses it',
  requires:
    'The role in the annotation eks.amazonaws.com/role-arn of a service account exists, and its trust policy lets in the tokens of the service account. Roles of other accounts are not judged.',
  because:
    'Its pods get no credentials, or those of their node, and a trust policy that does not fit is widened in haste.',
  remedy:
    'Correct the annotation, or name this service account and the OIDC provider of this cluster in the trust policy.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster: ref, serviceAccount }, facts) {
    const { namespace, name, roleArn, annotations } = serviceAccount;
    if (roleArn === undefined) return notApplicable('it names no role');
    const who = `Service account ${namespace}/${name} of ${ref.name} in ${ref.region}`;
    const evidence = { namespace, name, roleArn };
    const command = kubectlRemoveRoleArn(serviceAccount);
    const parsed = parseIamArn(roleArn);
    if (parsed?.kind !== 'role') {
      const message = `${who} names ${roleArn}, which is no role.`;
      yield { key: 'invalid', message, evidence, command };
      return undefined;
    }
    if (parsed.accountId !== facts.account.accountId) {
      return notApplicable(`its role belongs to account ${parsed.accountId}`);
    }
    if (facts.get(factKeys.role(roleArn)) === undefined) {
      const message = `${who} names ${roleArn}, which does not exist.`;
      yield { key: 'missing', message, evidence, command };
      return undefined;
    }
    const issuer = issuerOf(facts.get(factKeys.cluster(ref)));
    if (issuer === undefined) return undecided('nobody knows who issues the tokens of the cluster');
    const trust = facts.get(factKeys.trustPolicy(roleArn)) ?? { statements: [] };
    const { outcome } = decideToken(trust, roleArn, {
      provider: oidcProviderBeside(roleArn, issuer),
      issuer,
      sub: subjectOf(serviceAccount),
      // https://github.com/aws/amazon-eks-pod-identity-webhook#eks-walkthrough
      aud: annotations['eks.amazonaws.com/audience'] ?? stsAudience,
    });
    if (outcome !== 'denied') return undefined;
    const message = `${who} names ${roleArn}, whose trust policy refuses it.`;
    yield { key: 'refused', message, evidence: { ...evidence, issuer }, grant: roleArn };
    return undefined;
  },
});
