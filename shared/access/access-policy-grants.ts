import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import type { Json } from '../model/json.ts';
import type { Power } from '../model/power.ts';
import { type AccessPolicyPowers, accessPolicyPowers } from './access-policy-powers.ts';
import { reachOf } from './power.ts';

/** What is known of an access policy; undefined for one that is not in the table. */
export function powersOf({ policyArn }: AssociatedAccessPolicy): AccessPolicyPowers | undefined {
  return accessPolicyPowers.get(accessPolicyName(policyArn) ?? '');
}

/** What an associated access policy gives; undefined where the policy or its scope is not known well enough to say. */
export function powerOf(policy: AssociatedAccessPolicy): Power | undefined {
  const powers = powersOf(policy);
  const reach = reachOf(policy.accessScope);
  if (powers === undefined || reach === undefined) return undefined;
  const level = reach.kind === 'cluster' ? powers.cluster : powers.namespace;
  return level === undefined ? undefined : { level, reach };
}

/** Why nobody can tell over what these policies reach; undefined when it is known of each. */
export function whyReachIsUnknown(policies: readonly AssociatedAccessPolicy[]): string | undefined {
  const odd = policies.find(({ accessScope }) => reachOf(accessScope) === undefined);
  return odd && `access scope type ${odd.accessScope.type} of ${odd.policyArn} is not known`;
}

/** The grant as evidence: the same whatever order EKS lists its namespaces in. */
export function grantEvidence(
  principalArn: string,
  { policyArn, accessScope: { type, namespaces } }: AssociatedAccessPolicy,
): Readonly<Record<string, Json>> {
  return { principalArn, policyArn, accessScope: { type, namespaces: namespaces.toSorted() } };
}
