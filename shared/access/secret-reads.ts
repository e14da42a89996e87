import { matchesWildcard } from '../iam/wildcard.ts';
import type { Tenant } from '../model/config.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held-rules.ts';
import { type RbacWay, requests, rulesFor, waysByReach } from './rbac-way.ts';

/** To list or watch Secrets shows what is in them: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets */
const reading = requests('get list watch', '', 'secrets');

/** In an ordinary namespace it counts only across the border of a configured tenant. */
export function secretReads(held: Held, facts: Facts): readonly RbacWay[] {
  const isForeign = foreignTo(held.subject, Object.values(facts.config().tenants));
  const rules = rulesFor(held.rules, reading).filter(
    ({ namespace }) =>
      namespace === undefined || held.isSensitive(namespace) || isForeign(namespace),
  );
  return waysByReach(held, rules, 'read any Secret', {
    cluster: 'HIGH',
    sensitive: 'HIGH',
    elsewhere: 'MEDIUM',
  });
}

/** Namespaces of other tenants; for a member of a tenant, all that are not its own. */
function foreignTo(
  subject: RbacSubject,
  tenants: readonly Tenant[],
): (namespace: string) => boolean {
  const own = tenants.filter((tenant) => isMember(subject, tenant));
  return (namespace) => {
    if (subject.kind === 'ServiceAccount' && subject.namespace === namespace) return false;
    const takesIn = (tenant: Tenant) => isOf(tenant, namespace);
    return own.length > 0 ? !own.some(takesIn) : tenants.some(takesIn);
  };
}

function isMember(subject: RbacSubject, tenant: Tenant): boolean {
  if (subject.kind === 'Group') return tenant.groups.includes(subject.name);
  if (tenant.principals.includes(subjectName(subject))) return true;
  return subject.kind === 'ServiceAccount' && isOf(tenant, subject.namespace);
}

function isOf({ namespaces }: Tenant, namespace: string): boolean {
  return namespaces.some((pattern) => matchesWildcard(pattern, namespace));
}
