import { knownOf } from '../../shared/assess/facts.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { type Estate, membersOf } from '../../shared/model/estate.ts';
import { factKeys } from '../../shared/model/fact-key.ts';

export interface AskedClusters {
  readonly clusters: readonly ClusterRef[];
  /** Names that were asked for and that no listed cluster has. */
  readonly notFound: readonly string[];
}

/** The clusters of these Regions, as far as they are known, narrowed to the names asked for. */
export function clustersOf(
  estate: Estate,
  regions: readonly string[],
  asked: readonly string[] | undefined,
): AskedClusters {
  const all = regions.flatMap((region) =>
    knownOf(membersOf(estate, factKeys.clusters(region))).map((name) => ({ region, name })),
  );
  if (asked === undefined) return { clusters: all, notFound: [] };
  return {
    clusters: all.filter(({ name }) => asked.includes(name)),
    notFound: asked.filter((name) => all.every((cluster) => cluster.name !== name)),
  };
}
