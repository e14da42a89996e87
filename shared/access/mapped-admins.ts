import { type ClusterRef, honoursAccessEntries } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { powerOf } from './access-policy-grants.ts';
import { adminEquivalence } from './admin-equivalence.ts';
import { clusterAt, knownClusters } from './cluster-grant.ts';
import { type Facts, unread } from './facts.ts';

/**
 * The principals that their access entries make cluster admin of read clusters, or as good as, by access policies alone,
 * those over sensitive namespaces included; and of which, as `eu-west-1/payments`. What was not read leaves the verdict incomplete.
 */
export function mappedAdmins(facts: Facts): ReadonlyMap<string, ReadonlySet<string>> {
  return facts.shared(indexAdmins);
}

export function clusterText({ region, name }: ClusterRef): string {
  return `${region}/${name}`;
}

/** The principals that have an access entry, sorted; none where the cluster honours no entries. */
export function entryPrincipals(facts: Facts, ref: ClusterRef): readonly string[] {
  const cluster = clusterAt(facts, ref);
  if (cluster !== undefined && !honoursAccessEntries(cluster)) return [];
  const key = factKeys.accessEntries(ref);
  const arns = facts.orIncomplete(() => facts.list(key));
  return arns === unread ? facts.known(key) : arns;
}

function indexAdmins(facts: Facts): ReadonlyMap<string, ReadonlySet<string>> {
  const admins = new Map<string, Set<string>>();
  for (const ref of knownClusters(facts)) {
    for (const arn of entryPrincipals(facts, ref)) {
      if (!isAdmin(facts, ref, arn)) continue;
      const clusters = admins.get(arn) ?? new Set();
      admins.set(arn, clusters.add(clusterText(ref)));
    }
  }
  return admins;
}

function isAdmin(facts: Facts, ref: ClusterRef, principalArn: string): boolean {
  const policies = facts.orIncomplete(() => facts.get(factKeys.accessPolicies(ref, principalArn)));
  if (policies === unread) return false;
  const { sensitiveNamespaces } = facts.config();
  return (policies ?? []).some(
    (policy) =>
      powerOf(policy)?.level === 'cluster-admin' ||
      adminEquivalence(policy, sensitiveNamespaces) !== undefined,
  );
}
