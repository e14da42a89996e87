import type { ClusterRef } from '../model/cluster.ts';
import { honoursAccessEntries } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { powerOf } from './access-policy-grants.ts';
import { type Facts, unread } from './facts.ts';
import { isAsStrong } from './power.ts';

/** Whether a principal's access entry makes it cluster admin, or as good as, by access policies alone. */
export function isMappedAdmin(facts: Facts, cluster: ClusterRef, principalArn: string): boolean {
  if (!mayHonourEntries(facts, cluster)) return false;
  const key = factKeys.accessPolicies(cluster, principalArn);
  const policies = facts.orIncomplete(() => facts.get(key));
  if (policies === unread) return false;
  return (policies ?? []).some((policy) => {
    const power = powerOf(policy);
    return power?.reach.kind === 'cluster' && isAsStrong(power.level, 'cluster-admin-equivalent');
  });
}

/** The principals that have an access entry, sorted; none where the cluster honours no entries. */
export function entryPrincipals(facts: Facts, cluster: ClusterRef): readonly string[] {
  if (!mayHonourEntries(facts, cluster)) return [];
  const arns = facts.orIncomplete(() => facts.list(factKeys.accessEntries(cluster)));
  return arns === unread ? facts.known(factKeys.accessEntries(cluster)) : arns;
}

/** A cluster that was not read might. */
function mayHonourEntries(facts: Facts, ref: ClusterRef): boolean {
  const cluster = facts.orIncomplete(() => facts.get(factKeys.cluster(ref)));
  return cluster === unread || (cluster !== undefined && honoursAccessEntries(cluster));
}
