import { factKeys } from '../model/fact-key.ts';
import type { RoleBinding } from '../model/kubernetes.ts';
import { perCluster } from './per-cluster.ts';

/** Whom the bindings of a cluster name, whether or not the role of a binding exists. */
export interface BoundNames {
  readonly groups: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
}

/** Ends the check where bindings are unread. */
export const boundNames = perCluster((facts, cluster): BoundNames => {
  const bindings = [
    ...(facts.get(factKeys.roleBindings(cluster)) ?? []),
    ...(facts.get(factKeys.clusterRoleBindings(cluster)) ?? []),
  ];
  return { groups: named(bindings, 'Group'), users: named(bindings, 'User') };
});

function named(bindings: readonly RoleBinding[], kind: 'Group' | 'User'): ReadonlySet<string> {
  const subjects = bindings.flatMap(({ subjects: bound }) => bound);
  return new Set(subjects.filter((subject) => subject.kind === kind).map(({ name }) => name));
}
