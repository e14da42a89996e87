import type { Cluster, ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Ability } from './ability.ts';
import type { Actor } from './actor.ts';
import { type Facts, unread } from './facts.ts';
import type { PassablePrizes } from './passable-prizes.ts';

/**
 * What somebody gets by a grant: cluster admin or as good as; access of a kind that the cluster's own objects or a role's
 * policies decide; or one step of what it takes.
 */
export const grantGains = ['cluster-admin', 'access', 'step'] as const;

export type GrantGain = (typeof grantGains)[number];

/** One actor before one cluster. */
export interface ClusterScene {
  readonly facts: Facts;
  readonly actor: Actor;
  readonly ref: ClusterRef;
  /** Undefined where it was not read. */
  readonly cluster: Cluster | undefined;
  /** The best role that the actor may pass to a service. */
  passable(service: string): PassablePrizes;
}

export interface FoundGrant {
  readonly gain: GrantGain;
  readonly ability: Ability;
  readonly through?: string;
  /** In place of what the table says of the row. */
  readonly does?: string;
}

/** Every known cluster of the watched Regions. Those that may be missing leave the verdict incomplete. */
export function knownClusters(facts: Facts): readonly ClusterRef[] {
  return facts.config().regions.flatMap((region) => {
    const key = factKeys.clusters(region);
    const names = facts.orIncomplete(() => facts.list(key));
    return (names === unread ? facts.known(key) : names).map((name) => ({ region, name }));
  });
}

/** Undefined where it was not read, which leaves the verdict incomplete, or is gone. */
export function clusterAt(facts: Facts, ref: ClusterRef): Cluster | undefined {
  const found = facts.orIncomplete(() => facts.get(factKeys.cluster(ref)));
  return found === unread ? undefined : found;
}
