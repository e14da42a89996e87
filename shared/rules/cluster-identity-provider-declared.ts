import { disassociateIdentityProviderConfig } from '../access/remedy-commands.ts';
import type { IdentityProviderConfig } from '../model/cluster-parts.ts';
import { defineRule } from './rule.ts';

export const clusterIdentityProviderDeclared = defineRule({
  id: 'cluster-identity-provider-declared',
  subject: 'identityProviderConfig',
  severity: 'HIGH',
  title: 'An outside identity provider signs people in to a cluster',
  requires:
    'Every OIDC identity provider associated with a cluster has its issuer listed in identityProviders.',
  because:
    'Whoever runs the provider, or breaks into it, decides who is who in the cluster and in which groups, past IAM and past every access entry.',
  remedy:
    'Disassociate it, or list its issuer in identityProviders; give user names and groups a prefix, and require a claim.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_OidcIdentityProviderConfigRequest.html',
  ],
  controls: { owasp: ['K06'], mitre: ['T1556', 'T1199'] },

  *check({ cluster, config }, facts) {
    const { name, issuerUrl } = config;
    if (facts.config().identityProviders.map(bare).includes(bare(issuerUrl))) return;
    const loose = loosenessOf(config);
    const also = loose.length === 0 ? '' : `, and ${loose.join(', ')}`;
    yield {
      message: `${issuerUrl} signs people in to ${cluster.name} in ${cluster.region} as ${name}${also}.`,
      evidence: {
        issuerUrl,
        clientId: config.clientId,
        usernamePrefix: config.usernamePrefix ?? null,
        groupsPrefix: config.groupsPrefix ?? null,
        requiredClaims: config.requiredClaims,
      },
      command: disassociateIdentityProviderConfig(cluster, name),
    };
  },
});

/** Issuers are compared as OIDC does, but for a slash at the end that people leave out. */
function bare(issuer: string): string {
  return issuer.replace(/\/+$/, '');
}

/** What makes the provider's word count for more than it has to. */
function loosenessOf(config: IdentityProviderConfig): readonly string[] {
  return [
    ...(config.usernamePrefix === '-' ? ['its user names get no prefix'] : []),
    ...(config.groupsClaim !== undefined && config.groupsPrefix === undefined
      ? ['its groups get no prefix']
      : []),
    ...(Object.keys(config.requiredClaims).length === 0 ? ['no claim is required'] : []),
  ];
}
