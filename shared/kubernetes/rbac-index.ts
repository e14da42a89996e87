import type { RbacRole, RbacSubject, RoleBinding } from '../model/kubernetes.ts';
import type { RbacObjects } from '../model/kubernetes-cluster.ts';
import { subjectKey } from './caller.ts';
import { type EffectiveRule, effectiveRules, rolesByLabel } from './effective-rules.ts';

/** The RBAC of a cluster, put in order once to be asked many times. */
export interface RbacIndex {
  /** What each subject is bound to, by its key (caller.ts). */
  readonly bound: ReadonlyMap<string, readonly BoundRole[]>;
  /** Every subject of a binding that grants something, once. */
  readonly subjects: readonly RbacSubject[];
  /** Undefined where the role is missing: the binding then grants nothing until somebody creates it. */
  roleOf(binding: Pick<RoleBinding, 'namespace' | 'roleRef'>): RbacRole | undefined;
  /** Where there is a Role of this name. */
  namespacesWithRole(name: string): readonly string[];
  rulesIn(role: RbacRole): readonly EffectiveRule[];
}

/** A subject, the binding that names it and the role that the binding refers to. */
export interface BoundRole {
  readonly subject: RbacSubject;
  readonly binding: RoleBinding;
  readonly role: RbacRole;
  /** The only namespace that the role counts in; absent for the whole cluster. */
  readonly namespace?: string;
}

export function indexRbac(objects: RbacObjects): RbacIndex {
  const roleOf = roleFinder(objects);
  const bindings = [...objects.clusterRoleBindings, ...objects.roleBindings];
  const bound = Map.groupBy(
    bindings.flatMap((binding) => boundBy(binding, roleOf(binding))),
    ({ subject }) => subjectKey(subject),
  );
  const roles = Map.groupBy(objects.roles, ({ name }) => name);
  return {
    bound,
    subjects: [...bound.values()].flatMap((same) => same.slice(0, 1).map(({ subject }) => subject)),
    roleOf,
    namespacesWithRole: (name) =>
      (roles.get(name) ?? [])
        .map(({ namespace }) => namespace)
        .filter((each) => each !== undefined),
    rulesIn: ruleReader(objects.clusterRoles),
  };
}

/** Each subject once, however often the binding names it. */
function boundBy(binding: RoleBinding, role: RbacRole | undefined): readonly BoundRole[] {
  if (role === undefined) return [];
  const reach = binding.namespace === undefined ? {} : { namespace: binding.namespace };
  const subjects = new Map(binding.subjects.map((subject) => [subjectKey(subject), subject]));
  return [...subjects.values()].map((subject) => ({ subject, binding, role, ...reach }));
}

/** A RoleBinding finds Roles in its own namespace only; a ClusterRoleBinding finds none. */
function roleFinder({ roles, clusterRoles }: RbacObjects): RbacIndex['roleOf'] {
  const byName = new Map([
    ...clusterRoles.map((role) => [role.name, role] as const),
    ...roles.map((role) => [`${role.namespace}/${role.name}`, role] as const),
  ]);
  return ({ namespace, roleRef: { kind, name } }) => {
    if (kind === 'ClusterRole') return byName.get(name);
    return namespace === undefined ? undefined : byName.get(`${namespace}/${name}`);
  };
}

function ruleReader(clusterRoles: readonly RbacRole[]): RbacIndex['rulesIn'] {
  const labelled = rolesByLabel(clusterRoles);
  const known = new Map<RbacRole, readonly EffectiveRule[]>();
  return (role) => {
    const same = known.get(role);
    if (same !== undefined) return same;
    const rules = effectiveRules(role, labelled);
    known.set(role, rules);
    return rules;
  };
}
