import type { PolicyDocument } from '../model/policy-document.ts';
import { decideAssumeRole } from './assume-role.ts';
import { issuerOfKey } from './condition-key.ts';
import type { Context, ContextValue, Decision } from './decision.ts';
import { assumeRoleWithWebIdentity } from './web-identity.ts';

/** What a trust policy sees of a token. */
export interface OidcToken {
  /** ARN of the provider whose token it is. */
  readonly provider: string;
  /** What stands before `:sub` in condition keys. */
  readonly issuer: string;
  /** Every token of EKS has one; absent only to ask what would be if it had none. */
  readonly sub?: string;
  readonly aud: string;
}

/** Whether the trust policy of a role lets a token in; what the request says beside the token is unknown. */
export function decideToken(trust: PolicyDocument, roleArn: string, token: OidcToken): Decision {
  return decideAssumeRole({
    trust: { name: 'trust policy', document: trust },
    roleArn,
    caller: { type: 'Federated', provider: token.provider },
    action: assumeRoleWithWebIdentity,
    context: contextOfToken(token),
  });
}

/** A token carries the claims of its own issuer alone. */
export function contextOfToken({ issuer, sub, aud }: Omit<OidcToken, 'provider'>): Context {
  const own = issuer.toLowerCase();
  const claims: ReadonlyMap<string, ContextValue> = new Map([
    [`${own}:sub`, sub === undefined ? [] : [sub]],
    [`${own}:aud`, [aud]],
  ]);
  return {
    value(key) {
      const named = issuerOfKey(key);
      return claims.get(key) ?? (named === undefined || named === own ? 'unknown' : []);
    },
  };
}
