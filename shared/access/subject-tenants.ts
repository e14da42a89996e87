import type { ClusterRef } from '../model/cluster.ts';
import type { Tenant } from '../model/config.ts';
import { factKeys } from '../model/fact-key.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { type Facts, unread } from './facts.ts';
import { tenantsOf } from './tenants-of.ts';

/**
 * The names of the tenants that a subject belongs to, sorted: by the namespace of a service account, by name, or by the
 * access entry of a principal of the tenant.
 */
export function subjectTenants(
  facts: Facts,
  cluster: ClusterRef,
  subject: RbacSubject,
): readonly string[] {
  const config = facts.config();
  const byNamespace = subject.kind === 'ServiceAccount' ? tenantsOf(config, subject.namespace) : [];
  const byName = Object.entries(config.tenants)
    .filter(([, tenant]) => isNamed(facts, cluster, tenant, subject))
    .map(([name]) => name);
  return [...new Set([...byNamespace, ...byName])].toSorted();
}

function isNamed(
  facts: Facts,
  cluster: ClusterRef,
  { principals, groups }: Tenant,
  subject: RbacSubject,
): boolean {
  if (subject.kind === 'Group' && groups.includes(subject.name)) return true;
  if (principals.includes(subjectName(subject))) return true;
  return principals.some((principal) => entersAs(facts, cluster, principal, subject));
}

function entersAs(
  facts: Facts,
  cluster: ClusterRef,
  principal: string,
  { kind, name }: RbacSubject,
): boolean {
  if (kind === 'ServiceAccount') return false;
  const entry = facts.orIncomplete(() =>
    facts.list(factKeys.accessEntries(cluster)).includes(principal)
      ? facts.get(factKeys.accessEntry(cluster, principal))
      : undefined,
  );
  if (entry === unread || entry === undefined) return false;
  return kind === 'Group' ? entry.kubernetesGroups.includes(name) : entry.username === name;
}
