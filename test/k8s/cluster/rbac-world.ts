import fc from 'fast-check';
import type { RbacRequest } from '../../../shared/kubernetes/rule-allows.ts';
import type {
  LabelSelector,
  PolicyRule,
  RbacRole,
  RbacSubject,
  RoleBinding,
} from '../../../shared/model/kubernetes.ts';
import type { RbacObjects } from '../../../shared/model/kubernetes-cluster.ts';

/** RBAC of every kind that an API server takes, of few names, so that much of it meets. */
export const namespaces = ['shop', 'bank'];
const verbs = ['get', 'list', 'watch', 'create', 'patch', 'delete', 'deletecollection', 'bind'];
const apiGroups = ['', 'apps', 'widgets.example.com'];
const resources = ['pods', 'secrets', 'namespaces', 'deployments', 'nodes', 'widgets'];
const subresources = ['exec', 'scale', 'status', 'proxy'];
const names = ['web', 'db', 'shop', '*'];
const paths = ['/metrics', '/healthz', '/healthz/etcd', '/logs/', '/logs/a', '/', '/apis/apps'];

const account = fc.record({
  kind: fc.constant('ServiceAccount' as const),
  namespace: fc.constantFrom(...namespaces),
  name: fc.constantFrom('web', 'db'),
});

export const worldSubject: fc.Arbitrary<RbacSubject> = fc.oneof(
  { weight: 2, arbitrary: account },
  fc.constantFrom<RbacSubject>(
    { kind: 'User', name: 'ana' },
    { kind: 'User', name: 'system:serviceaccount:shop:web' },
    { kind: 'User', name: 'system:anonymous' },
    { kind: 'Group', name: 'ops' },
    { kind: 'Group', name: 'system:serviceaccounts' },
    { kind: 'Group', name: 'system:serviceaccounts:bank' },
    { kind: 'Group', name: 'system:authenticated' },
    { kind: 'Group', name: 'system:unauthenticated' },
  ),
);

const resourceRule: fc.Arbitrary<PolicyRule> = fc.record({
  verbs: some([...verbs, '*']),
  apiGroups: some([...apiGroups, '*']),
  resources: some([
    ...resources,
    ...['pods/exec', 'deployments/scale', 'namespaces/status', 'nodes/proxy', 'pods/*'],
    ...['*', '*/scale', '*/status', '*/*'],
  ]),
  resourceNames: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, some(names)),
  nonResourceURLs: fc.constant([]),
});

const urlRule: fc.Arbitrary<PolicyRule> = fc.record({
  verbs: some(['get', 'post', '*']),
  apiGroups: fc.constant([]),
  resources: fc.constant([]),
  resourceNames: fc.constant([]),
  nonResourceURLs: some([...paths, '*', '/healthz/*', '/logs*', '/apis/**', '/met*ics']),
});

/** Of a ClusterRole. */
export const anyRule = fc.oneof({ weight: 3, arbitrary: resourceRule }, urlRule);

function some<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
}

const labels = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  { tier: 'front' },
  { tier: 'back' },
  { tier: 'back', team: 'ops' },
);

const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: fc.constantFrom<Readonly<Record<string, string>>>({}, { tier: 'back' }),
  matchExpressions: fc.constantFrom(
    [{ key: 'tier', operator: 'In', values: ['front', 'middle'] }],
    [{ key: 'tier', operator: 'NotIn', values: ['front'] }],
    [{ key: 'team', operator: 'Exists', values: [] }],
    [{ key: 'team', operator: 'DoesNotExist', values: [] }],
  ),
});

const clusterRole: fc.Arbitrary<Omit<RbacRole, 'name'>> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ labels, rules: rulesOf(anyRule) }) },
  fc.record({ labels, rules: fc.constant([]), aggregates: fc.array(selector, oneOrTwo()) }),
);

function rulesOf(rule: fc.Arbitrary<PolicyRule>): fc.Arbitrary<PolicyRule[]> {
  return fc.array(rule, { maxLength: 3 });
}

function oneOrTwo() {
  return { minLength: 1, maxLength: 2 };
}

/** Bindings name roles by their place, some of which there are none of. */
const binding = fc.record({
  place: fc.constantFrom(...namespaces),
  roleRef: fc.record({
    kind: fc.constantFrom('Role' as const, 'ClusterRole' as const),
    name: fc.integer({ min: 0, max: 5 }).map((n) => `role-${n}`),
  }),
  subjects: fc.array(worldSubject, { maxLength: 3 }),
});

/** A world of the given name: names and selectors of its roles and bindings begin with it, so that no two worlds meet. */
export function worlds(name: string): fc.Arbitrary<RbacObjects> {
  const own = (labelled: Readonly<Record<string, string>>) => ({ ...labelled, world: name });
  return fc
    .record({
      clusterRoles: fc.array(clusterRole, { minLength: 4, maxLength: 6 }),
      roles: fc.array(
        fc.record({ place: fc.constantFrom(...namespaces), rules: rulesOf(resourceRule) }),
        { minLength: 2, maxLength: 5 },
      ),
      bindings: fc.array(binding, { minLength: 3, maxLength: 8 }),
      wide: fc.array(binding, { maxLength: 3 }),
    })
    .map(({ clusterRoles, roles, bindings, wide }) => ({
      clusterRoles: clusterRoles.map(({ aggregates, ...role }, n) => ({
        ...{ ...role, name: `${name}-role-${n}`, labels: own(role.labels) },
        ...(aggregates && {
          aggregates: aggregates.map((each) => ({ ...each, matchLabels: own(each.matchLabels) })),
        }),
      })),
      roles: roles.map(({ place, rules }, n) => ({
        ...{ namespace: place, name: `${name}-role-${n}`, rules, labels: own({}) },
      })),
      roleBindings: bindings.map(({ place, ...rest }, n) => ({
        ...boundIn(name, n, rest),
        namespace: place,
      })),
      clusterRoleBindings: wide.map(({ place: _, ...rest }, n) => {
        const { roleRef, ...bound } = boundIn(name, n, rest);
        return { ...bound, roleRef: { ...roleRef, kind: 'ClusterRole' as const } };
      }),
    }));
}

function boundIn(
  world: string,
  n: number,
  { roleRef, subjects }: Pick<RoleBinding, 'roleRef' | 'subjects'>,
): Omit<RoleBinding, 'namespace'> {
  return {
    ...{ name: `${world}-binding-${n}`, labels: { world }, subjects },
    roleRef: { ...roleRef, name: `${world}-${roleRef.name}` },
  };
}

/** Whatever is asked, and what some rule seems to be about. */
export function requestsAbout({ roles, clusterRoles }: RbacObjects): fc.Arbitrary<RbacRequest> {
  const rules = [...roles, ...clusterRoles].flatMap((role) => role.rules);
  const path = fc.record({ verb: fc.constantFrom('get', 'post'), path: fc.constantFrom(...paths) });
  const anything = resourceRequest(verbs, apiGroups, [
    ...resources,
    ...resources.flatMap((each) => subresources.map((sub) => `${each}/${sub}`)),
  ]);
  if (rules.length === 0) return fc.oneof(path, anything);
  const meant = fc
    .constantFrom(...rules)
    .chain(
      (rule): fc.Arbitrary<RbacRequest> =>
        rule.nonResourceURLs.length > 0
          ? path
          : resourceRequest(rule.verbs, rule.apiGroups, rule.resources),
    );
  return fc.oneof(anything, path, { weight: 3, arbitrary: meant });
}

/** As requests are made: about no name where there is none yet, or where there are many; a namespace within itself. */
function resourceRequest(
  someVerbs: readonly string[],
  someGroups: readonly string[],
  someResources: readonly string[],
): fc.Arbitrary<RbacRequest> {
  return fc
    .record({
      verb: fc.constantFrom(...someVerbs),
      apiGroup: fc.constantFrom(...someGroups),
      target: fc.constantFrom(...someResources),
      namespace: fc.constantFrom(undefined, ...namespaces),
      name: fc.constantFrom(undefined, ...names),
    })
    .map(({ verb, apiGroup, target, namespace, name }) => {
      const [resource = '', subresource] = target.split('/');
      const hasNoName =
        verb === 'deletecollection' || (verb === 'create' && subresource === undefined);
      return {
        ...{ verb, apiGroup, resource },
        ...(subresource !== undefined && { subresource }),
        ...(namespace !== undefined && resource !== 'namespaces' && { namespace }),
        ...(name !== undefined && !hasNoName && { name }),
      };
    });
}
