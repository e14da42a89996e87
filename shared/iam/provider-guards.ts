import type { Condition, Statement } from '../model/policy-document.ts';
import { isOnKey, issuerOfKey } from './condition.ts';
import {
  conditionStrength,
  holdsOnlyIfPresent,
  type SubjectGuard,
  subjectGuardOf,
} from './subject-guard.ts';
import { eksIssuerOf, webIdentityProviders } from './web-identity.ts';

/** What a statement's conditions make of the tokens of one provider. */
export interface ProviderGuard extends SubjectGuard {
  /** The Federated principal, or `*` for everybody's tokens. */
  readonly provider: string;
  /** Undefined for `*`. */
  readonly issuer?: string;
}

/** One for each EKS cluster whose tokens an Allow statement lets in, as far as its principals go. */
export function providerGuards(statement: Statement): readonly ProviderGuard[] {
  if (statement.effect === 'Deny') return [];
  return webIdentityProviders(statement).flatMap((provider) => {
    const issuer = eksIssuerOf(provider);
    if (provider === '*') return [{ provider, ...everybodyGuard(statement) }];
    return issuer === undefined ? [] : [{ provider, issuer, ...subjectGuardOf(statement, issuer) }];
  });
}

/** The issuer that the conditions of a statement for everybody's tokens ask a claim of. */
export interface SoleIssuer {
  /** As the condition key spells it. */
  readonly issuer: string;
  /** Whether a condition names subjects of it. */
  readonly namesSubjects: boolean;
}

/** Only tokens of one issuer carry its claims, so one condition that needs a claim leaves all other issuers out. */
export function soleIssuerOf({ conditions }: Statement): SoleIssuer | undefined {
  const needing = conditions.filter(holdsOnlyIfPresent);
  const [issuer] = needing.flatMap(issuersNamed);
  if (issuer === undefined) return undefined;
  const onSubject = needing.filter((condition) => isOnKey(condition, `${issuer}:sub`));
  return {
    issuer,
    namesSubjects: onSubject.some((condition) => conditionStrength(condition) === 'fixed'),
  };
}

function issuersNamed({ key }: Condition): readonly string[] {
  const issuer = issuerOfKey(key);
  return issuer === undefined ? [] : [key.slice(0, issuer.length)];
}

/** Everybody's tokens are never held, whatever claims of one issuer are asked for; conditions on the request might. */
function everybodyGuard({ principals, conditions }: Statement): SubjectGuard {
  if (principals?.negated) return { guard: 'unknown', reason: 'NotPrincipal is not judged yet' };
  const other = conditions.find(({ key }) => issuerOfKey(key) === undefined);
  if (other === undefined) return { guard: 'open', reason: '' };
  return {
    guard: 'unknown',
    reason: `${other.operator} on ${other.key} for everybody is not judged yet`,
  };
}
