import { clusterPowers } from '../access/cluster-powers.ts';
import { isAdmin } from '../access/common-subjects.ts';
import type { Facts } from '../access/facts.ts';
import { applierOf, defaultOf, defaultServiceAccount } from '../access/flux-controllers.ts';
import { bindingText } from '../access/rbac-evidence.ts';
import { fluxReconcilerTypes, fluxTypes, writtenBy } from '../access/sharing.ts';
import { subjectTenants } from '../access/subject-tenants.ts';
import { tenantsOf } from '../access/tenants-of.ts';
import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { subjectName } from '../model/kubernetes.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxWriteGuarded = defineRule({
  id: 'flux-write-guarded',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'A tenant can have Flux act beyond its namespaces',
  requires:
    'Nobody of a tenant may write Flux objects in namespaces of others, nor in its own where the controller applies what names no service account with its own power; flux-edit, which Flux adds to edit and admin, is enough for either.',
  because:
    'Flux applies what the object says with the power of whatever service account that namespace has, or as cluster admin where it takes none by default.',
  remedy:
    'Bind edit and admin in the namespaces of the tenant alone, and start kustomize-controller and helm-controller with --default-service-account and --no-cross-namespace-refs=true.',
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/security/',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check({ cluster, subject }, facts) {
    const tenants = subjectTenants(facts, cluster, subject);
    if (tenants.length === 0) return notApplicable('it belongs to no tenant');
    const powers = clusterPowers(facts, cluster);
    if (isAdmin(powers, subject)) return notApplicable('it is cluster admin anyway');
    const isOwn = ({ namespace }: ReachedRule) =>
      namespace !== undefined &&
      tenantsOf(facts.config(), namespace).some((tenant) => tenants.includes(tenant));
    const who = subjectName(subject);
    const named = `${who}, of ${tenants.join(' and ')}, may`;
    const outside = writtenBy(powers.index, subject, fluxTypes).filter((rule) => !isOwn(rule));
    if (outside.length > 0) {
      yield {
        key: 'outside',
        message: `${named} write Flux objects in ${placesText(outside)}.`,
        evidence: { subject: who, tenants, bindings: bindingsOf(outside) },
      };
    }
    const inside = writtenBy(powers.index, subject, boundless(facts, cluster)).filter(isOwn);
    if (inside.length > 0) {
      yield {
        key: 'inside',
        message: `${named} have Flux apply anything as cluster admin from ${placesText(inside)}.`,
        evidence: { subject: who, tenants, bindings: bindingsOf(inside) },
      };
    }
    return undefined;
  },
});

/** The types that are applied with the power of the controller where they name no service account. */
function boundless(facts: Facts, cluster: ClusterRef) {
  return fluxReconcilerTypes.filter(
    ({ kind }) => defaultOf(facts, cluster, applierOf(kind), defaultServiceAccount) === undefined,
  );
}

function placesText(rules: readonly ReachedRule[]): string {
  if (rules.some(({ namespace }) => namespace === undefined)) return 'every namespace';
  return [...new Set(rules.map(({ namespace = '' }) => namespace))].toSorted().join(', ');
}

function bindingsOf(rules: readonly ReachedRule[]): readonly string[] {
  return [...new Set(rules.map(({ binding }) => bindingText(binding)))].toSorted();
}
