import type { Cluster, ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';
import { watchedClusters } from './watched-clusters.ts';

/**
 * The watched cluster that issues tokens as `issuer`, given without its scheme; undefined where none does. Ends the check
 * where none that was read does and others were not read: it may be one of them.
 */
export function clusterOfIssuer(facts: Facts, issuer: string): ClusterRef | undefined {
  const found = facts.shared(clustersByIssuer).get(issuer.toLowerCase());
  if (found === undefined) facts.shared(demandClusters);
  return found;
}

function demandClusters(facts: Facts): void {
  for (const ref of watchedClusters(facts)) facts.get(factKeys.cluster(ref));
}

function clustersByIssuer(facts: Facts): ReadonlyMap<string, ClusterRef> {
  const listed = facts.ifRead(() => watchedClusters(facts));
  const refs = listed === unread ? [] : listed;
  return new Map(
    refs.flatMap((ref) => {
      const cluster = facts.ifRead(() => facts.get(factKeys.cluster(ref)));
      const issuer = cluster === unread ? undefined : issuerOf(cluster);
      return issuer === undefined ? [] : [[issuer.toLowerCase(), ref] as const];
    }),
  );
}

/** What stands before `:sub` in condition keys for tokens of the cluster. */
export function issuerOf(cluster: Cluster | undefined): string | undefined {
  return cluster?.oidcIssuer?.replace(/^https:\/\//, '').replace(/\/+$/, '');
}
