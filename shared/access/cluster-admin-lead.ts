import { mayAllow } from '../iam/may-allow.ts';
import type { Actor } from './actor.ts';
import { isAdministrator } from './administrator.ts';
import { clusterAt, knownClusters } from './cluster-grant.ts';
import { adminByEntry } from './entry-grants.ts';
import type { Facts } from './facts.ts';
import { mappedAdmins } from './mapped-admins.ts';

/** Whether whoever has this role or user is cluster admin of a read cluster, or makes itself so by access entries. */
export function leadsToClusterAdmin(facts: Facts, actor: Actor): boolean {
  const clusters = knownClusters(facts);
  if (clusters.length === 0) return false;
  if (isAdministrator(actor)) return true;
  if (mappedAdmins(facts).has(actor.arn)) return true;
  if (!mayAllow(actor.compiled, 'eks:AssociateAccessPolicy')) return false;
  return clusters.some((ref) => {
    const cluster = clusterAt(facts, ref);
    return adminByEntry({ facts, actor, ref, cluster, passable: () => ({}) }) !== undefined;
  });
}
