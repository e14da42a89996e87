import type { AssociatedAccessPolicy } from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { isAsStrong, type Power, type PowerLevel } from '../model/power.ts';
import { adminEquivalence } from './admin-equivalence.ts';
import type { Facts } from './facts.ts';
import { type NoRole, whyNoRole } from './role-behind.ts';
import { standingPower } from './standing-power.ts';

/** Whether the principal of an access entry is a role of this account with that much power, by its access policies. */
export type AdminStanding =
  | { readonly power: Power }
  /** It may have: a policy or scope of it is not known. */
  | { readonly doubt: string }
  | NoRole;

export function adminStanding(
  facts: Facts,
  cluster: ClusterRef,
  principalArn: string,
  minimum: PowerLevel,
): AdminStanding {
  const none = whyNoRole(principalArn, facts.account);
  if (none !== undefined) return none;
  const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
  const { strongest, doubt } = standingPower(policies);
  if (strongest !== undefined && isAsStrong(strongest.level, minimum)) return { power: strongest };
  const overSensitive = powerOverSensitive(policies, facts.config().sensitiveNamespaces);
  if (overSensitive !== undefined && minimum === 'namespace-admin') return { power: overSensitive };
  if (doubt !== undefined) return { doubt };
  return { outcome: 'NOT_APPLICABLE', reason: `its access policies give less than ${minimum}` };
}

/** Less than an administrator elsewhere, but whoever edits what runs in a sensitive namespace becomes cluster admin. */
function powerOverSensitive(
  policies: readonly AssociatedAccessPolicy[],
  sensitiveNamespaces: readonly string[],
): Power | undefined {
  const over = policies.flatMap((policy) => {
    const equivalence = adminEquivalence(policy, sensitiveNamespaces);
    return equivalence?.over === 'namespaces' ? equivalence.sensitive : [];
  });
  if (over.length === 0) return undefined;
  const namespaces = [...new Set(over)].toSorted();
  return { level: 'cluster-admin-equivalent', reach: { kind: 'namespaces', namespaces } };
}
