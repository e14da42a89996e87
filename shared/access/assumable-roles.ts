import type { NamedPolicy } from '../iam/decision.ts';
import { mayTrustPrincipals } from '../iam/principal-trust.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';

export interface AssumableRole {
  readonly roleArn: string;
  readonly trust: NamedPolicy;
}

/**
 * The roles whose trust policies name more than services and identity providers, which few do. A trust policy that could
 * not be read leaves the verdict incomplete; ends the check where the list of roles is unread.
 */
export function assumableRoles(facts: Facts): readonly AssumableRole[] {
  return facts.shared(trustingPrincipals);
}

function trustingPrincipals(facts: Facts): readonly AssumableRole[] {
  return facts.list(factKeys.roles()).flatMap((roleArn) => {
    const document = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
    const isTrusting =
      document !== unread && document !== undefined && mayTrustPrincipals(document);
    return isTrusting ? [{ roleArn, trust: { name: 'trust policy', document } }] : [];
  });
}
