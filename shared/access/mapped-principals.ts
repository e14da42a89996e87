import { foreignAccount } from '../iam/foreign-account.ts';
import { matchesWildcard } from '../iam/wildcard.ts';
import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { canonicalArn } from '../kubernetes/canonical-arn.ts';
import { type Arn, parseArn, parseIamArn } from '../model/arn.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import { factKeys, type ListKey } from '../model/fact-key.ts';
import { isDeclared } from './declared.ts';
import type { Facts } from './facts.ts';
import type { NoRole } from './role-behind.ts';

/** Whom a mapping names, in lower case, in which aws-auth compares ARNs. */
interface Mapped {
  readonly arn: Arn;
  /** Of IAM; undefined for what has no name there, as the root user. */
  readonly kind: string | undefined;
}

/** Undefined for what is no ARN. */
function mappedBy({ mapping }: AwsAuthMapping): Mapped | undefined {
  const written = mappedArn(mapping).toLowerCase();
  const arn = parseArn(written);
  return arn && { arn, kind: parseIamArn(written)?.kind };
}

export function isUserMapping(mapping: AwsAuthMapping): boolean {
  return mappedBy(mapping)?.kind === 'user';
}

/** Why a mapping lets in nobody whom the IAM of this account could say more of, in the words of an outcome. */
export function whyNoPrincipal(facts: Facts, mapping: AwsAuthMapping): NoRole | undefined {
  const never = whyNeverMatches(mapping.mapping);
  if (never !== undefined) return not(`nobody is let in: ${never}`);
  const mapped = mappedBy(mapping);
  const foreign = mapped && foreignAccount(mapped.arn, facts.account);
  if (foreign !== undefined) {
    return not(`account ${foreign} is not watched`);
  }
  if (mapped?.kind === 'role' || mapped?.kind === 'user') return undefined;
  return {
    outcome: 'INSUFFICIENT_DATA',
    reason: `${mappedArn(mapping.mapping)} is no IAM role or user`,
  };
}

/**
 * The roles or users of this account that a mapping lets in, by their ARNs in IAM: aws-auth knows no paths and no case.
 * None where they do not exist.
 */
export function mappedPrincipals(facts: Facts, mapping: AwsAuthMapping): readonly string[] {
  if (whyNoPrincipal(facts, mapping) !== undefined) return [];
  const byCanonical = facts.shared(isUserMapping(mapping) ? usersByArn : rolesByArn);
  const key = mappedArn(mapping.mapping).toLowerCase();
  if (!/[*?]/.test(key)) return [byCanonical.get(key)].filter((arn) => arn !== undefined);
  return [...byCanonical]
    .flatMap(([arn, full]) => (matchesWildcard(key, arn) ? [full] : []))
    .toSorted();
}

/** The roles of this account that a mapping lets in, at least one; or why there are none. */
export function mappedRoles(
  facts: Facts,
  mapping: AwsAuthMapping,
): { readonly roles: readonly string[] } | NoRole {
  const none = whyNoPrincipal(facts, mapping);
  if (none !== undefined) return none;
  if (isUserMapping(mapping)) return not('nobody assumes an IAM user');
  const roles = mappedPrincipals(facts, mapping);
  return roles.length > 0 ? { roles } : not('the role does not exist');
}

function not(reason: string): NoRole {
  return { outcome: 'NOT_APPLICABLE', reason };
}

/** Whether every principal that it lets in is declared, as it is written or by its full ARN. */
export function isMappingDeclared(facts: Facts, mapping: AwsAuthMapping): boolean {
  const { clusterAdmins } = facts.config();
  const declared = (arn: string) => isDeclared(clusterAdmins, arn, facts.account);
  if (declared(mappedArn(mapping.mapping))) return true;
  if (clusterAdmins.length === 0) return false;
  const principals = mappedPrincipals(facts, mapping);
  return principals.length > 0 && principals.every(declared);
}

function rolesByArn(facts: Facts): ReadonlyMap<string, string> {
  return byArn(facts, factKeys.roles());
}

function usersByArn(facts: Facts): ReadonlyMap<string, string> {
  return byArn(facts, factKeys.users());
}

function byArn(facts: Facts, list: ListKey): ReadonlyMap<string, string> {
  return new Map(facts.list(list).map((arn) => [`${canonicalArn(arn)}`.toLowerCase(), arn]));
}
