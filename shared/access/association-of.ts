import type { ClusterRef } from '../model/cluster.ts';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';

/** The Pod Identity association of a service account; ends the check where that was not read. */
export function associationOf(
  facts: Facts,
  cluster: ClusterRef,
  namespace: string,
  serviceAccount: string,
): PodIdentityAssociation | undefined {
  const id = `${namespace}/${serviceAccount}`;
  if (!facts.list(factKeys.podIdentityAssociations(cluster)).includes(id)) return undefined;
  return facts.get(factKeys.podIdentityAssociation(cluster, id));
}
