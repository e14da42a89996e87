import fc from 'fast-check';
import type {
  PolicyRule,
  RbacRole,
  RbacSubject,
  RoleBinding,
} from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';

/** Small clusters in which much happens: few names, so that everything meets everything. */
const namespaces = ['kube-system', 'shop', 'bank'];
const accountNames = ['a', 'b'];
export const roleNames = ['reader', 'writer', 'owner'];

export const someResources = [
  'pods',
  'pods/exec',
  'secrets',
  'serviceaccounts',
  'serviceaccounts/token',
  'users',
  'groups',
  'nodes/proxy',
];
const rbacResources = ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'];
export const someVerbs = ['get', 'list', 'create', 'update', 'impersonate', 'bind', 'escalate'];
export const someNames = [...accountNames, ...roleNames, 'ana', 'ops', 'system:masters'];

const account = fc
  .record({ namespace: fc.constantFrom(...namespaces), name: fc.constantFrom(...accountNames) })
  .map((place): RbacSubject => ({ kind: 'ServiceAccount', ...place }));

export const subject: fc.Arbitrary<RbacSubject> = fc.oneof(
  { weight: 4, arbitrary: account },
  fc.constantFrom<RbacSubject>(
    { kind: 'User', name: 'ana' },
    { kind: 'Group', name: 'ops' },
    { kind: 'Group', name: 'system:serviceaccounts:shop' },
    { kind: 'Group', name: 'system:serviceaccounts' },
    { kind: 'Group', name: 'system:authenticated' },
  ),
);

const rule: fc.Arbitrary<PolicyRule> = fc.record({
  verbs: some([...someVerbs, '*']),
  apiGroups: fc.constantFrom([''], ['rbac.authorization.k8s.io'], ['*']),
  resources: some([...someResources, ...rbacResources, '*/exec', '*']),
  resourceNames: fc.oneof(fc.constant([]), some(someNames)),
  nonResourceURLs: fc.constant([]),
});

function some<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
}

function roles(placed: boolean): fc.Arbitrary<RbacRole[]> {
  return fc.uniqueArray(
    fc
      .record({
        namespace: fc.constantFrom(...namespaces),
        name: fc.constantFrom(...roleNames),
        rules: fc.array(rule, { maxLength: 2 }),
        labels: fc.constant({}),
      })
      .map(({ namespace, ...role }): RbacRole => (placed ? { namespace, ...role } : role)),
    { maxLength: 4, selector: ({ namespace, name }) => `${namespace}/${name}` },
  );
}

export const binding: fc.Arbitrary<RoleBinding> = fc.record({
  namespace: fc.constantFrom(...namespaces),
  name: fc.string(),
  roleRef: fc.record({
    kind: fc.constantFrom('Role' as const, 'ClusterRole' as const),
    name: fc.constantFrom(...roleNames),
  }),
  subjects: fc.array(subject, { maxLength: 2 }),
  labels: fc.constant({}),
});

export const kubernetesClusters: fc.Arbitrary<KubernetesCluster> = fc.record({
  namespaces: fc.constant([]),
  roles: roles(true),
  clusterRoles: roles(false),
  roleBindings: fc.array(binding, { maxLength: 5 }),
  clusterRoleBindings: fc.array(
    binding.map(({ namespace: _, ...wide }) => wide),
    { maxLength: 2 },
  ),
  serviceAccounts: fc.uniqueArray(
    fc.record({
      namespace: fc.constantFrom(...namespaces),
      name: fc.constantFrom(...accountNames),
      annotations: fc.constant({}),
      labels: fc.constant({}),
      secrets: fc.constant([]),
    }),
    { selector: ({ namespace, name }) => `${namespace}/${name}` },
  ),
});

/** Everybody whom these clusters can be about, accounts that a rule may name without their being there included. */
export const everybody: readonly RbacSubject[] = [
  ...namespaces.flatMap((namespace) =>
    [...accountNames, ...roleNames, 'ana', 'ops'].map(
      (name): RbacSubject => ({ kind: 'ServiceAccount', namespace, name }),
    ),
  ),
  { kind: 'User', name: 'ana' },
  { kind: 'Group', name: 'ops' },
  { kind: 'Group', name: 'system:masters' },
];
