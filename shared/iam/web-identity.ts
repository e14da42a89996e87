import type { Statement } from '../model/policy-document.ts';
import { coversAction } from './action.ts';
import { isEksIssuer, parseOidcProviderArn } from './oidc-provider.ts';
import { sparesOtherSubjects } from './subject-guard.ts';

export const assumeRoleWithWebIdentity = 'sts:AssumeRoleWithWebIdentity';

/**
 * Whose tokens a statement is about: its Federated principals, `*` alone for everybody's, or none where it names no
 * action for tokens. `{ "AWS": "*" }` means the same as `"*"`, and NotPrincipal leaves out a few of everybody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function webIdentityProviders({ principals, actions }: Statement): readonly string[] {
  if (principals === undefined || !coversAction(actions, assumeRoleWithWebIdentity)) return [];
  const { everyone, negated, byType } = principals;
  const federated = byType['Federated'] ?? [];
  const all = [...(byType['AWS'] ?? []), ...federated].includes('*');
  return everyone || negated || all ? ['*'] : federated;
}

/** The issuer of an EKS cluster behind a Federated principal; undefined for other providers. */
export function eksIssuerOf(providerArn: string): string | undefined {
  const issuer = parseOidcProviderArn(providerArn)?.issuer;
  return issuer !== undefined && isEksIssuer(issuer) ? issuer : undefined;
}

/**
 * Whether an explicit Deny may hold tokens of this provider to some subjects, or refuse them all. One that turns on
 * something else, such as the caller's address, leaves every subject as it was; one that names subjects, all others.
 */
export function mayDenySubjects(statement: Statement, provider: string): boolean {
  const { effect, conditions } = statement;
  if (effect !== 'Deny') return false;
  if (conditions.length > 0 && !conditions.some(({ key }) => /:sub$/i.test(key))) return false;
  if (sparesOtherSubjects(statement, parseOidcProviderArn(provider)?.issuer)) return false;
  const named = webIdentityProviders(statement);
  return named.length > 0 && (provider === '*' || named.includes('*') || named.includes(provider));
}
