import { type ClusterRef, clusterArn } from '../model/cluster.ts';
import { type FactKey, factKeys, type ListKey } from '../model/fact-key.ts';
import type { SubjectKind, Subjects } from '../rules/rule.ts';
import { type Candidate, clusterRefs, entryArns, subjectFrom, type Walk } from './walk.ts';

export function* clusters(walk: Walk): Iterable<Candidate<'cluster'>> {
  const { account } = walk.grounds.estate;
  for (const ref of clusterRefs(walk)) {
    const arn = clusterArn(account, ref);
    yield {
      subjectId: arn,
      place: placeOf(ref),
      resource: { type: 'AWS::EKS::Cluster', id: arn },
      ...subjectFrom(walk, factKeys.cluster(ref), (cluster) => cluster),
    };
  }
}

export function* accessEntries(walk: Walk): Iterable<Candidate<'accessEntry'>> {
  for (const cluster of clusterRefs(walk)) {
    const place = placeOf(cluster);
    for (const principalArn of entryArns(walk, cluster, place)) {
      const key = factKeys.accessEntry(cluster, principalArn);
      yield {
        subjectId: principalArn,
        place,
        resource: { type: 'AWS::EKS::AccessEntry', id: principalArn },
        ...subjectFrom(walk, key, (entry) => ({ cluster, entry })),
      };
    }
  }
}

export function podIdentityAssociations(walk: Walk): Iterable<Candidate<'podIdentityAssociation'>> {
  return partsOfClusters(walk, {
    type: 'AWS::EKS::PodIdentityAssociation',
    list: factKeys.podIdentityAssociations,
    key: factKeys.podIdentityAssociation,
    subject: (cluster, association) => ({ cluster, association }),
  });
}

export function nodegroups(walk: Walk): Iterable<Candidate<'nodegroup'>> {
  return partsOfClusters(walk, {
    type: 'AWS::EKS::Nodegroup',
    list: factKeys.nodegroups,
    key: factKeys.nodegroup,
    subject: (cluster, nodegroup) => ({ cluster, nodegroup }),
  });
}

export function fargateProfiles(walk: Walk): Iterable<Candidate<'fargateProfile'>> {
  return partsOfClusters(walk, {
    type: 'AWS::EKS::FargateProfile',
    list: factKeys.fargateProfiles,
    key: factKeys.fargateProfile,
    subject: (cluster, profile) => ({ cluster, profile }),
  });
}

export function identityProviderConfigs(walk: Walk): Iterable<Candidate<'identityProviderConfig'>> {
  return partsOfClusters(walk, {
    type: 'AWS::EKS::IdentityProviderConfig',
    list: factKeys.identityProviderConfigs,
    key: factKeys.identityProviderConfig,
    subject: (cluster, config) => ({ cluster, config }),
  });
}

export function capabilities(walk: Walk): Iterable<Candidate<'capability'>> {
  return partsOfClusters(walk, {
    type: 'AWS::EKS::Capability',
    list: factKeys.capabilities,
    key: factKeys.capability,
    subject: (cluster, capability) => ({ cluster, capability }),
  });
}

interface PartOfCluster<K extends SubjectKind, V> {
  readonly type: string;
  readonly list: (cluster: ClusterRef) => ListKey;
  readonly key: (cluster: ClusterRef, name: string) => FactKey<V>;
  readonly subject: (cluster: ClusterRef, value: V) => Subjects[K];
}

/** What a cluster has several of: its name in the list is the subject. */
function* partsOfClusters<K extends SubjectKind, V>(
  walk: Walk,
  { type, list, key, subject }: PartOfCluster<K, V>,
): Iterable<Candidate<K>> {
  for (const cluster of clusterRefs(walk)) {
    const place = placeOf(cluster);
    for (const name of walk.list(list(cluster), place)) {
      yield {
        subjectId: name,
        place,
        resource: { type, id: `${cluster.name}/${name}` },
        ...subjectFrom(walk, key(cluster, name), (value) => subject(cluster, value)),
      };
    }
  }
}

function placeOf({ region, name }: ClusterRef) {
  return { region, clusterName: name };
}
