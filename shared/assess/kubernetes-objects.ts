import type { ClusterRef } from '../model/cluster.ts';
import type { FactKey } from '../model/fact-key.ts';
import type { KubernetesName } from '../model/kubernetes.ts';
import type { SubjectKind, Subjects } from '../rules/rule.ts';
import type { Touched } from './verdict.ts';
import { type Candidate, clusterRefs, type Walk } from './walk.ts';

interface Objects<K extends SubjectKind, V> {
  readonly keys: (cluster: ClusterRef) => readonly FactKey<readonly V[]>[];
  /** Kubernetes' kind of the object. */
  readonly type: (value: V) => string;
  readonly id: (value: V) => string;
  readonly subject: (cluster: ClusterRef, value: V) => Subjects[K];
}

/** Subjects are told apart by kind and name, as `kubectl` would name them: `RoleBinding payments/deployers`. */
export function* objects<K extends SubjectKind, V>(
  walk: Walk,
  { keys, type, id, subject }: Objects<K, V>,
): Iterable<Candidate<K>> {
  for (const cluster of clusterRefs(walk)) {
    for (const key of keys(cluster)) {
      const { values, touched } = listOf(walk, cluster, key);
      for (const value of values) {
        const subjectId = `${type(value)} ${id(value)}`;
        yield {
          subjectId,
          place: placeOf(cluster),
          resource: { type: `Kubernetes::${type(value)}`, id: id(value) },
          subject: () => subject(cluster, value),
          touched,
        };
      }
    }
  }
}

/** What a cluster has of one type: nothing where nobody tried to read it, and a gap where that failed. */
export function listOf<V>(
  walk: Walk,
  cluster: ClusterRef,
  key: FactKey<readonly V[]>,
): { readonly values: readonly V[]; readonly touched: readonly Touched[] } {
  const values = walk.optional(key, placeOf(cluster)) ?? [];
  return { values, touched: [walk.questions.optional(key)] };
}

export function nameOf({ namespace, name }: KubernetesName): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export function placeOf({ region, name }: ClusterRef) {
  return { region, clusterName: name };
}
