import { matchesWildcard } from '../iam/wildcard.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Config } from '../model/config.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';
import { objectsOf } from './objects-of.ts';
import { tenantsOf } from './tenants-of.ts';

/**
 * Why a cluster is not one tenant's own, by the namespaces that it has, as it goes on after "and"; undefined where no tenant
 * is in it, or one alone. What is unread counts as shared, for nobody can say that it is not.
 */
export function whyTenantsShare(facts: Facts, cluster: ClusterRef): string | undefined {
  const config = facts.config();
  if (Object.keys(config.tenants).length === 0) return undefined;
  const namespaces = facts.orIncomplete(() => objectsOf(facts, factKeys.namespaces(cluster)));
  if (namespaces === unread) return 'nobody knows whether tenants share the cluster';
  const owners = namespaces.map(({ name }) => ({ name, tenants: tenantsOf(config, name) }));
  const [first, second] = new Set(owners.flatMap(({ tenants }) => tenants));
  if (first === undefined) return undefined;
  if (second !== undefined) return 'tenants share the cluster';
  const hasOthers = owners.some(
    ({ name, tenants }) => tenants.length === 0 && !isOfCluster(config, name),
  );
  return hasOthers ? `tenant ${first} shares the cluster with others` : undefined;
}

/** Whether a namespace belongs to the cluster itself and those who run it. */
function isOfCluster({ sensitiveNamespaces }: Config, namespace: string): boolean {
  return ['default', 'kube-*', ...sensitiveNamespaces].some((pattern) =>
    matchesWildcard(pattern, namespace),
  );
}
