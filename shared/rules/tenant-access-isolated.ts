import { grantEvidence, powerOf } from '../access/access-policy-grants.ts';
import { isAdminLevel } from '../access/admin-level.ts';
import { clusterPowers } from '../access/cluster-powers.ts';
import { isDeclared } from '../access/declared.ts';
import { type Facts, unread } from '../access/facts.ts';
import { entryPrincipals } from '../access/mapped-admins.ts';
import {
  boundBeyond,
  isOverOthers,
  type PowerBeyond,
  powersBeyond,
  whyAboveTenants,
} from '../access/power-beyond-tenants.ts';
import { chainsOf } from '../access/rbac-evidence.ts';
import { standingPower } from '../access/standing-power.ts';
import { principalTenants, subjectTenants } from '../access/subject-tenants.ts';
import { subjectKey } from '../kubernetes/caller.ts';
import type { AssociatedAccessPolicy } from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Json } from '../model/json.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import type { Power } from '../model/power.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const tenantAccessIsolated = defineRule({
  id: 'tenant-access-isolated',
  // Access entries and bindings are judged together: no narrower subject is either of them.
  subject: 'cluster',
  severity: 'HIGH',
  title: 'A tenant reaches beyond its own namespaces',
  requires:
    'No principal, group or service account of a tenant holds power in namespaces of another tenant or over the whole cluster, by access policies or by bindings; MEDIUM where all of it is to read. Declared and reported cluster admins, and what everybody is given, are left to the rules about these.',
  because:
    'Tenants share the cluster on the promise that none of them sees or changes what another runs, and one compromised tenant would be all of them.',
  remedy:
    'Bind roles with RoleBindings in the namespaces of the tenant alone, and scope access policies to them.',
  references: [
    'https://kubernetes.io/docs/concepts/security/multi-tenancy/',
    'https://docs.aws.amazon.com/eks/latest/best-practices/tenant-isolation.html',
  ],
  controls: { cis: ['4.1.1'], owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },

  *check(cluster, facts) {
    if (Object.keys(facts.config().tenants).length === 0) {
      return notApplicable('no tenants are configured');
    }
    const doubts: string[] = [];
    for (const entry of tenantEntries(facts, cluster)) {
      yield* entryViolation(facts, cluster, entry);
      const { doubt } = standingPower(entry.policies);
      if (doubt !== undefined) doubts.push(doubt);
    }
    for (const subject of clusterPowers(facts, cluster).index.subjects) {
      yield* bindingViolation(facts, cluster, subject);
    }
    const [doubt] = doubts;
    return doubt === undefined ? undefined : undecided(doubt);
  },
});

interface TenantEntry {
  readonly principalArn: string;
  readonly tenants: readonly string[];
  readonly policies: readonly AssociatedAccessPolicy[];
}

/** Their groups are judged by what is bound to them. */
function* tenantEntries(facts: Facts, cluster: ClusterRef): Generator<TenantEntry> {
  const config = facts.config();
  for (const principalArn of entryPrincipals(facts, cluster)) {
    const tenants = principalTenants(config, principalArn);
    if (tenants.length === 0) continue;
    if (isDeclared(config.clusterAdmins, principalArn, facts.account)) continue;
    const key = factKeys.accessPolicies(cluster, principalArn);
    const policies = facts.orIncomplete(() => facts.get(key) ?? []);
    if (policies !== unread) yield { principalArn, tenants, policies };
  }
}

function* entryViolation(
  facts: Facts,
  cluster: ClusterRef,
  { principalArn, tenants, policies }: TenantEntry,
): Generator<Violation> {
  const held = policies.flatMap((policy) => {
    const power = powerOf(policy);
    return power === undefined ? [] : [{ policy, power }];
  });
  if (held.some(({ power }) => isReportedAsAdmin(facts, power))) return;
  const beyond = held.flatMap(({ policy, power }) =>
    powersBeyond(facts.config(), tenants, [power])
      .filter(isOverOthers)
      .map((one) => ({ ...one, policy })),
  );
  const given = new Set(beyond.map(({ policy }) => policy));
  const accessPolicies = [...given].map((policy) => grantEvidence(principalArn, policy));
  yield* violation(cluster, principalArn, tenants, beyond, { accessPolicies });
}

/** By the rules about administrators, where they are judged. */
function isReportedAsAdmin(facts: Facts, power: Power): boolean {
  if (power.reach.kind !== 'cluster' || !isAdminLevel(power)) return false;
  const ruleId =
    power.level === 'cluster-admin'
      ? 'access-entry-no-cluster-admin'
      : 'access-entry-no-admin-equivalent';
  return facts.config().rules[ruleId]?.enabled !== false;
}

/** What a group gives its members is told of the group. */
function* bindingViolation(
  facts: Facts,
  cluster: ClusterRef,
  subject: RbacSubject,
): Generator<Violation> {
  const tenants = subjectTenants(facts, cluster, subject);
  const bound = { cluster, subject };
  if (tenants.length === 0 || whyAboveTenants(facts, bound) !== undefined) return;
  const beyond = boundBeyond(facts, bound, tenants)
    .filter(isOverOthers)
    .filter(({ rules }) => rules.some((rule) => subjectKey(rule.subject) === subjectKey(subject)));
  const grants = chainsOf(beyond.flatMap(({ rules }) => rules));
  yield* violation(cluster, subjectName(subject), tenants, beyond, { grants });
}

function* violation(
  { name, region }: ClusterRef,
  who: string,
  tenants: readonly string[],
  beyond: readonly PowerBeyond[],
  how: Readonly<Record<string, Json>>,
): Generator<Violation> {
  if (beyond.length === 0) return;
  const places = beyond.map(({ place }) => (place === '*' ? 'every namespace' : place));
  const where = [...new Set(places)].toSorted().join(', ');
  yield {
    message: `${who}, of ${tenants.join(' and ')}, holds power in ${where} of ${name} in ${region}.`,
    evidence: {
      subject: who,
      tenants,
      powers: beyond.map(({ level, place, owners }) => ({ level, place, owners })),
      ...how,
    },
    key: who,
    ...(beyond.every(({ level }) => level === 'read') && { severity: 'MEDIUM' as const }),
  };
}
