import type { NamedPolicy } from '../iam/decision.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PrincipalPolicies } from '../model/principal.ts';
import { isCniPolicy } from './cni-policy.ts';
import { type Facts, unread } from './facts.ts';
import { isNodePolicy } from './node-policies.ts';

/** The policies of a role that give it more than nodes need: ARNs, and inline ones by name; unread ones may. */
export function surplusPolicies(
  facts: Facts,
  { inline, attached }: PrincipalPolicies,
): readonly string[] {
  const managed = attached.filter((arn) => {
    const read = facts.ifRead(() => facts.get(factKeys.managedPolicy(arn)));
    return !isNodePolicy(arn) && (read === unread || read === undefined || givesMore(read));
  });
  const own = inline.filter((policy) => !('document' in policy) || givesMore(policy));
  return [...managed, ...own.map(({ name }) => `inline ${name}`).toSorted()];
}

/** A policy of denials gives nothing, and where that of the CNI belongs another rule says. */
function givesMore(policy: Pick<NamedPolicy, 'arn' | 'document'>): boolean {
  const { statements } = policy.document;
  return statements.some(({ effect }) => effect === 'Allow') && !isCniPolicy(policy);
}
