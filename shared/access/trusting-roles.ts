import { mayTrustPrincipals } from '../iam/principal-trust.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { type Facts, unread } from './facts.ts';

export interface TrustingRole {
  readonly roleArn: string;
  readonly trust: PolicyDocument;
}

/** The roles of the account that might let in other roles and users, by how their trust policies name them. */
export interface TrustingRoles {
  /** By each principal that a trust policy names in full. */
  readonly byPrincipal: ReadonlyMap<string, readonly TrustingRole[]>;
  /** Those that name accounts, which leave it to the policies of whoever asks. */
  readonly accounts: readonly TrustingRole[];
  /** Those that name everybody, or everybody but a few. */
  readonly everybody: readonly TrustingRole[];
}

/** Work to share (`facts.shared`): most trust policies name only services and identity providers, and nobody looks twice. */
export function trustingRoles(facts: Facts): TrustingRoles {
  const roles = [...rolesWithPrincipals(facts)];
  const byPrincipal = new Map<string, TrustingRole[]>();
  for (const role of roles) {
    for (const principal of principalsOf(role)) {
      byPrincipal.set(principal, [...(byPrincipal.get(principal) ?? []), role]);
    }
  }
  const isOpen = ({ trust }: TrustingRole) => trust.statements.some(namesEverybody);
  const accounts = roles.filter((role) => !isOpen(role) && [...principalsOf(role)].some(isAccount));
  return { byPrincipal, accounts, everybody: roles.filter(isOpen) };
}

function* rolesWithPrincipals(facts: Facts): Iterable<TrustingRole> {
  for (const roleArn of facts.list(factKeys.roles())) {
    const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
    if (trust === unread || trust === undefined) continue;
    if (mayTrustPrincipals(trust)) yield { roleArn, trust };
  }
}

function principalsOf({ trust }: TrustingRole): ReadonlySet<string> {
  return new Set(trust.statements.flatMap(namedPrincipals));
}

function namedPrincipals({ effect, principals }: Statement): readonly string[] {
  return effect === 'Allow' ? (principals?.byType['AWS'] ?? []) : [];
}

function namesEverybody({ effect, principals }: Statement): boolean {
  if (effect !== 'Allow' || principals === undefined) return false;
  const { everyone, negated, byType } = principals;
  return everyone || negated || (byType['AWS'] ?? []).includes('*');
}

/** `arn:…:iam::<account>:root`, or the twelve digits alone. */
function isAccount(principal: string): boolean {
  return /^\d{12}$/.test(principal) || principal.endsWith(':root');
}
