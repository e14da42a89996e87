import type { ClusterRef } from '../../model/cluster.ts';

/** `eu-west-1/payments`: what a finding is filtered by. */
export function clusterPlace({ region, name }: ClusterRef): string {
  return `${region}/${name}`;
}

/** An id that every browser finds, whatever somebody called a cluster. */
export function clusterAnchor({ region, name }: ClusterRef): string {
  return `c-${region}-${name}`.replace(/[^\w-]/g, '_');
}
