import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';

/** Every cluster of the watched Regions; ends the check where a list of them is unread. */
export function watchedClusters(facts: Facts): readonly ClusterRef[] {
  return facts
    .config()
    .regions.flatMap((region) =>
      facts.list(factKeys.clusters(region)).map((name) => ({ region, name })),
    );
}
