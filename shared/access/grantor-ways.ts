import type { Actor } from './actor.ts';
import { clusterAccessGrants } from './cluster-access-grants.ts';
import { leadsToClusterAdmin } from './cluster-admin-lead.ts';
import { knownClusters } from './cluster-grant.ts';
import { escalationWays } from './escalation-ways.ts';
import type { Facts } from './facts.ts';
import type { Way } from './way.ts';

/**
 * The ways in which an actor makes itself or others cluster admin of a read cluster: straight away, or as somebody that
 * it can become. Code that runs already is left out: with which role it does was not read.
 */
export function clusterAdminWays(facts: Facts, actor: Actor): readonly Way[] {
  const grants = clusterAccessGrants(facts, actor).filter(({ gain }) => gain === 'cluster-admin');
  const isPrize = (other: Actor) => leadsToClusterAdmin(facts, other);
  const escalations = escalationWays({ facts, actor, isPrize }, ['running code']);
  const ways = [...grants, ...escalations];
  return ways.length === 0 || knownClusters(facts).length === 0 ? [] : ways;
}
