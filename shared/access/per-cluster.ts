import type { ClusterRef } from '../model/cluster.ts';
import type { Facts } from './facts.ts';

/** Work that is done once for each cluster and shared by all that ask: shared work is known by its function, so each cluster gets one. */
export function perCluster<T>(
  work: (facts: Facts, cluster: ClusterRef) => T,
): (facts: Facts, cluster: ClusterRef) => T {
  const works = new Map<string, (facts: Facts) => T>();
  return (facts, { region, name }) => {
    const id = `${region}/${name}`;
    const known = works.get(id) ?? ((asked: Facts) => work(asked, { region, name }));
    works.set(id, known);
    return facts.shared(known);
  };
}
