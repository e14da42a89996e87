import type { AssociatedAccessPolicy } from '../model/access-entry.ts';
import { isAsStrong } from '../model/power.ts';
import { powersOf } from './access-policy-grants.ts';
import { reachOf } from './power.ts';
import { sensitiveIn } from './sensitive-namespaces.ts';

/** Over what an access policy amounts to cluster admin. */
export type AdminEquivalence =
  | { readonly over: 'cluster' }
  /** Sensitive namespaces, as the configuration names them. */
  | { readonly over: 'namespaces'; readonly sensitive: readonly string[] };

/**
 * A policy that amounts to cluster admin over the whole cluster does so over a sensitive namespace too: whoever runs pods
 * as its service accounts, or writes roles there, has what they have. Undefined for what falls short of it, and for
 * cluster admin itself. Judged on access policies alone: what Kubernetes binds may add to it.
 */
export function adminEquivalence(
  policy: AssociatedAccessPolicy,
  sensitiveNamespaces: readonly string[],
): AdminEquivalence | undefined {
  const powers = powersOf(policy);
  const reach = reachOf(policy.accessScope);
  if (reach === undefined || !isAdminSomewhere(policy)) return undefined;
  if (reach.kind === 'cluster') {
    return powers?.cluster === 'cluster-admin' ? undefined : { over: 'cluster' };
  }
  if (!isAsStrong(powers?.namespace ?? 'none', 'secrets')) return undefined;
  const sensitive = sensitiveIn(reach.namespaces, sensitiveNamespaces);
  return sensitive.length === 0 ? undefined : { over: 'namespaces', sensitive };
}

/** Whether a policy amounts to cluster admin, or is it, over the whole cluster, whatever its scope is. */
export function isAdminSomewhere(policy: AssociatedAccessPolicy): boolean {
  return isAsStrong(powersOf(policy)?.cluster ?? 'none', 'cluster-admin-equivalent');
}
