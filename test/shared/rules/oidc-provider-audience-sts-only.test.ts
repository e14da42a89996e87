import type { OidcProvider } from '../../../shared/model/iam-facts.ts';
import { oidcProviderAudienceStsOnly } from '../../../shared/rules/oidc-provider-audience-sts-only.ts';
import { issuer, provider } from '../../support/irsa.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const china =
  'arn:aws-cn:iam::012345678901:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/A';

testRule(oidcProviderAudienceStsOnly, {
  compliant: {
    'STS alone': given({ clientIds: ['sts.amazonaws.com'] }),
    'STS alone in China, where the audience is the same': given({
      arn: china,
      issuer: 'oidc.eks.cn-north-1.amazonaws.com.cn/id/A',
      clientIds: ['sts.amazonaws.com'],
    }),
  },
  nonCompliant: {
    'other audiences beside STS, one finding each': {
      given: given({ clientIds: ['vault', 'sts.amazonaws.com', 'kubernetes'] }),
      reports: [others('kubernetes'), others('vault')],
    },
    'another audience only': {
      given: given({ clientIds: ['sts.amazonaws.com.cn'] }),
      reports: [others('sts.amazonaws.com.cn'), missing()],
    },
    'no audience at all': { given: given({ clientIds: [] }), reports: [missing()] },
  },
  notApplicable: {
    'an issuer that is no cluster': {
      given: given({
        arn: 'arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com',
        issuer: 'token.actions.githubusercontent.com',
        clientIds: ['anything'],
      }),
      because: 'it is the issuer of no EKS cluster',
    },
  },
});

function given(differences: Partial<OidcProvider>): Given<'oidcProvider'> {
  return { subject: { arn: provider, issuer, clientIds: [], ...differences }, known: {} };
}

function others(clientId: string) {
  return {
    key: clientId,
    message: `${provider} takes tokens that were made for ${clientId}.`,
    evidence: { providerArn: provider, clientId },
    command: `aws iam remove-client-id-from-open-id-connect-provider --open-id-connect-provider-arn ${provider} --client-id ${clientId}`,
  };
}

function missing() {
  return {
    key: 'missing',
    message: `${provider} refuses the tokens of IRSA, which are made for sts.amazonaws.com.`,
    severity: 'LOW' as const,
    evidence: { providerArn: provider, missing: 'sts.amazonaws.com' },
    command: `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${provider} --client-id sts.amazonaws.com`,
  };
}
