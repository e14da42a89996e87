import { mayAllow } from '../iam/may-allow.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { lowered, type Severity } from '../model/severity.ts';
import { isCertain, surest } from './ability.ts';
import { type Actor, actorOf } from './actor.ts';
import type { ClusterAccessRow } from './cluster-access-row.ts';
import { clusterAccessRows } from './cluster-access-rows.ts';
import { leadsToClusterAdmin } from './cluster-admin-lead.ts';
import {
  type ClusterScene,
  clusterAt,
  type FoundGrant,
  type GrantGain,
  grantGains,
  knownClusters,
} from './cluster-grant.ts';
import { type Facts, unread } from './facts.ts';
import { clusterText } from './mapped-admins.ts';
import { type PassablePrizes, type Prizes, passablePrizes } from './passable-prizes.ts';
import { isStronger } from './stronger.ts';
import type { Way } from './way.ts';

/** A way into clusters, with what it gives at best. */
export interface ClusterGrant extends Way {
  readonly gain: GrantGain;
}

/**
 * The ways in which an actor can open the read clusters to itself or others, each row of the table once; for the clusters
 * where it gives most.
 */
export function clusterAccessGrants(facts: Facts, actor: Actor): readonly ClusterGrant[] {
  const rows = clusterAccessRows.filter(({ actions }) =>
    actions.every((action) => mayAllow(actor.compiled, action)),
  );
  if (rows.length === 0) return [];
  const passable = passableBy(facts, actor);
  const scenes = knownClusters(facts).map((ref) => ({
    facts,
    actor,
    ref,
    cluster: clusterAt(facts, ref),
    passable,
  }));
  const grants: ClusterGrant[] = [];
  for (const row of rows) {
    const isNews = !grants.some((grant) => row.impliedBy?.includes(grant.id) && isAdmin(grant));
    if (isNews) grants.push(...grantBy(row, scenes));
  }
  return grants;
}

/** Cluster admin is worth this much; what turns on something unknown, one step less. */
export function grantSeverity({ gain, ability }: ClusterGrant): Severity {
  const severity = severities[gain];
  return isCertain(ability) ? severity : lowered(severity);
}

const severities: Readonly<Record<GrantGain, Severity>> = {
  'cluster-admin': 'CRITICAL',
  access: 'HIGH',
  step: 'MEDIUM',
};

interface At {
  readonly ref: ClusterRef;
  readonly found: FoundGrant;
}

function grantBy(
  { id, does, find }: ClusterAccessRow,
  scenes: readonly ClusterScene[],
): readonly ClusterGrant[] {
  const all = scenes.flatMap((scene): readonly At[] => {
    const found = best(find(scene));
    return found === undefined ? [] : [{ ref: scene.ref, found }];
  });
  const strongest = best(all.map(({ found }) => found));
  if (strongest === undefined) return [];
  const clusters = all
    .filter(({ found }) => found.gain === strongest.gain)
    .map(({ ref }) => clusterText(ref))
    .sort();
  return [{ id, does, ...strongest, clusters }];
}

/** What gives most; of those the surest. Asks no further than it must. */
function best(found: Iterable<FoundGrant>): FoundGrant | undefined {
  const grants: FoundGrant[] = [];
  for (const grant of found) {
    if (isAdmin(grant)) return grant;
    grants.push(grant);
  }
  const gain = grantGains.find((each) => grants.some((grant) => grant.gain === each));
  return surest(grants.filter((grant) => grant.gain === gain));
}

/** There is no more to find. */
function isAdmin({ gain, ability }: FoundGrant): boolean {
  return gain === 'cluster-admin' && isCertain(ability);
}

/** Roles are the same for every cluster, so they are looked through once. */
function passableBy(facts: Facts, actor: Actor): ClusterScene['passable'] {
  const prizes = prizesFor(facts, actor);
  const known = new Map<string, PassablePrizes>();
  return (service) => {
    const before = known.get(service) ?? passablePrizes(facts, actor, service, prizes);
    known.set(service, before);
    return before;
  };
}

function prizesFor(facts: Facts, actor: Actor): Prizes {
  const ofRole = (roleArn: string, holds: (role: Actor) => boolean) => {
    const role = facts.orIncomplete(() => actorOf(facts, roleArn));
    return role !== unread && role !== undefined && holds(role);
  };
  return {
    leadsToClusterAdmin: (arn) => ofRole(arn, (role) => leadsToClusterAdmin(facts, role)),
    isStronger: (arn) => ofRole(arn, (role) => isStronger(facts, role, actor)),
  };
}
