import type { Statement } from '../model/policy-document.ts';
import { issuerOfKey } from './condition.ts';
import { type SubjectGuard, subjectGuardOf } from './subject-guard.ts';
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

/** No claim of one issuer can hold everybody's tokens to a subject; conditions on the request might. */
function everybodyGuard({ principals, conditions }: Statement): SubjectGuard {
  if (principals?.negated) return { guard: 'unknown', reason: 'NotPrincipal is not judged yet' };
  const other = conditions.find(({ key }) => issuerOfKey(key) === undefined);
  if (other === undefined) return { guard: 'open', reason: '' };
  return {
    guard: 'unknown',
    reason: `${other.operator} on ${other.key} for everybody is not judged yet`,
  };
}
