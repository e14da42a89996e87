import type { Known } from '../model/check.ts';
import type { ClusterRef } from '../model/cluster.ts';

/** Finds out whether a cluster can be looked into. */
export interface ClusterProbe {
  /** Asks it for one small list, as a sweep would. Never throws. */
  reach(cluster: ClusterRef): Promise<Known<true>>;
}
