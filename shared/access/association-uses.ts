import type { ClusterRef } from '../model/cluster.ts';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';
import { watchedClusters } from './watched-clusters.ts';

export interface AssociationUse {
  readonly cluster: ClusterRef;
  readonly association: PodIdentityAssociation;
}

/** Every Pod Identity association that hands out a role, in any watched cluster. */
export function associationsOf(facts: Facts, roleArn: string): readonly AssociationUse[] {
  return facts.shared(associationsByRole).get(roleArn) ?? [];
}

function associationsByRole(facts: Facts): ReadonlyMap<string, readonly AssociationUse[]> {
  const uses = watchedClusters(facts).flatMap((cluster) =>
    facts.list(factKeys.podIdentityAssociations(cluster)).flatMap((name) => {
      const association = facts.get(factKeys.podIdentityAssociation(cluster, name));
      return association === undefined ? [] : [{ cluster, association }];
    }),
  );
  return Map.groupBy(uses, ({ association }) => association.roleArn);
}
