import {
  addClientIdToOidcProvider,
  removeClientIdFromOidcProvider,
} from '../access/oidc-provider-commands.ts';
import { isEksIssuer } from '../iam/oidc-provider.ts';
import { stsAudience } from '../iam/web-identity.ts';
import { defineRule, notApplicable } from './rule.ts';

export const oidcProviderAudienceStsOnly = defineRule({
  id: 'oidc-provider-audience-sts-only',
  subject: 'oidcProvider',
  severity: 'MEDIUM',
  title: 'OIDC provider of a cluster takes other audiences than STS',
  requires:
    'The OIDC provider of an EKS cluster knows sts.amazonaws.com as its only audience. LOW where it does not know that one: then IRSA does not work.',
  because:
    'A token that a pod sends to some other service can be used there to assume every role whose trust does not name the audience.',
  remedy: 'Remove the other client IDs; give tokens for other services an issuer of their own.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1528'] },

  *check({ arn, issuer, clientIds }) {
    if (!isEksIssuer(issuer)) return notApplicable('it is the issuer of no EKS cluster');
    for (const clientId of clientIds.filter((id) => id !== stsAudience).toSorted()) {
      yield {
        key: clientId,
        message: `${arn} takes tokens that were made for ${clientId}.`,
        evidence: { providerArn: arn, clientId },
        command: removeClientIdFromOidcProvider(arn, clientId),
      };
    }
    if (!clientIds.includes(stsAudience)) {
      yield {
        key: 'missing',
        message: `${arn} refuses the tokens of IRSA, which are made for ${stsAudience}.`,
        severity: 'LOW',
        evidence: { providerArn: arn, missing: stsAudience },
        command: addClientIdToOidcProvider(arn, stsAudience),
      };
    }
    return undefined;
  },
});
