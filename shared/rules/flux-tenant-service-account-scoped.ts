import { applierOf, defaultOf, defaultServiceAccount } from '../access/flux-controllers.ts';
import { boundBeyond, isOverOthers, whyAboveTenants } from '../access/power-beyond-tenants.ts';
import { subjectTenants } from '../access/subject-tenants.ts';
import { tenantsOf } from '../access/tenants-of.ts';
import { serviceAccountUsername } from '../kubernetes/caller.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxTenantServiceAccountScoped = defineRule({
  id: 'flux-tenant-service-account-scoped',
  subject: 'fluxReconciler',
  severity: 'HIGH',
  title: "A tenant's manifests are applied beyond its namespaces",
  requires:
    'The service account that Kustomizations and HelmReleases of a tenant are applied as holds no power in namespaces that do not belong to the tenant. What reaches the whole cluster or another tenant is for tenant-access-isolated to report.',
  because:
    'Whoever writes to the source of the tenant has the power of that service account, whatever they may do in the cluster themselves.',
  remedy: 'Bind the service account in the namespaces of the tenant alone.',
  references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check({ cluster, reconciler }, facts) {
    const { kind, namespace, name, kubeConfig, serviceAccountName } = reconciler;
    if (kubeConfig !== undefined) return notApplicable('it applies to another cluster');
    const config = facts.config();
    if (tenantsOf(config, namespace).length === 0)
      return notApplicable('its namespace belongs to no tenant');
    const account =
      serviceAccountName ?? defaultOf(facts, cluster, applierOf(kind), defaultServiceAccount);
    if (account === undefined) return notApplicable('it is applied as no service account');
    const subject = { kind: 'ServiceAccount', namespace, name: account } as const;
    const above = whyAboveTenants(facts, { cluster, subject });
    if (above !== undefined) return notApplicable(`its service account is above tenants: ${above}`);
    const tenants = subjectTenants(facts, cluster, subject);
    const elsewhere = boundBeyond(facts, { cluster, subject }, tenants);
    if (elsewhere.length === 0) return undefined;
    const isolated = config.rules['tenant-access-isolated']?.enabled !== false;
    if (isolated && elsewhere.some(isOverOthers)) {
      return notApplicable('tenant-access-isolated reports its service account');
    }
    const places = elsewhere.map(({ place }) => (place === '*' ? 'the whole cluster' : place));
    yield {
      message: `${kind} ${namespace}/${name} of ${tenants.join(' and ')} is applied as ${account}, which holds power in ${places.toSorted().join(', ')}.`,
      evidence: {
        kind,
        namespace,
        name,
        serviceAccount: serviceAccountUsername(subject),
        powers: elsewhere.map(({ level, place }) => ({ level, place })),
      },
    };
    return undefined;
  },
});
