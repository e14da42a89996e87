import type { Statement } from '../model/policy-document.ts';
import { coversAction } from './action.ts';
import { listedPrincipals } from './listed-principals.ts';
import { isEksIssuer, parseOidcProviderArn } from './oidc-provider.ts';

export const assumeRoleWithWebIdentity = 'sts:AssumeRoleWithWebIdentity';

/**
 * The audience that EKS asks for in the tokens of IRSA, in every partition.
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export const stsAudience = 'sts.amazonaws.com';

/**
 * Whose tokens a statement is about: its Federated principals, `*` alone for everybody's, or none where it names no
 * action for tokens. `{ "AWS": "*" }` means the same as `"*"`, and NotPrincipal leaves out a few of everybody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function webIdentityProviders({ principals, actions }: Statement): readonly string[] {
  if (principals === undefined || !coversAction(actions, assumeRoleWithWebIdentity)) return [];
  const federated = listedPrincipals(principals, 'Federated');
  const all = [...listedPrincipals(principals, 'AWS'), ...federated].includes('*');
  return principals.everyone || principals.negated || all ? ['*'] : federated;
}

/** The issuer of an EKS cluster behind a Federated principal; undefined for other providers. */
export function eksIssuerOf(providerArn: string): string | undefined {
  const issuer = parseOidcProviderArn(providerArn)?.issuer;
  return issuer !== undefined && isEksIssuer(issuer) ? issuer : undefined;
}
