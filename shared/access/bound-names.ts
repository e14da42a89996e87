import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { RoleBinding } from '../model/kubernetes.ts';
import type { Facts } from './facts.ts';

/** Whom the bindings of a cluster name, whether or not the role of a binding exists. */
export interface BoundNames {
  readonly groups: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
}

/** Ends the check where bindings are unread. */
export function boundNames(facts: Facts, cluster: ClusterRef): BoundNames {
  return facts.shared(workFor(cluster));
}

/** Shared work is known by its function: one for each cluster. */
function workFor({ region, name }: ClusterRef): (facts: Facts) => BoundNames {
  const id = `${region}/${name}`;
  const work = works.get(id) ?? ((facts: Facts) => gather(facts, { region, name }));
  works.set(id, work);
  return work;
}

const works = new Map<string, (facts: Facts) => BoundNames>();

function gather(facts: Facts, cluster: ClusterRef): BoundNames {
  const bindings = [
    ...(facts.get(factKeys.roleBindings(cluster)) ?? []),
    ...(facts.get(factKeys.clusterRoleBindings(cluster)) ?? []),
  ];
  return { groups: named(bindings, 'Group'), users: named(bindings, 'User') };
}

function named(bindings: readonly RoleBinding[], kind: 'Group' | 'User'): ReadonlySet<string> {
  const subjects = bindings.flatMap(({ subjects: bound }) => bound);
  return new Set(subjects.flatMap((subject) => (subject.kind === kind ? [subject.name] : [])));
}
