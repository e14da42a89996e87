import type { PolicyRule, RbacSubject } from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import { type NaiveRequest, naiveRuleAllows, naiveRules } from './naive-rbac.ts';

const rbac = 'rbac.authorization.k8s.io';
const write = ['create', 'update', 'patch'];

/**
 * Everybody who is as good as cluster admin, found by asking about everybody again and again until nobody is added. Of
 * what makes one, only what the clusters of these tests have: aws-auth is not read.
 */
export function naiveAdmins(
  cluster: KubernetesCluster,
  everybody: readonly RbacSubject[],
): readonly RbacSubject[] {
  let admins: readonly RbacSubject[] = [];
  for (;;) {
    const more = everybody.filter((who) => isAdmin(cluster, who, admins));
    if (more.length === admins.length) return admins;
    admins = more;
  }
}

function isAdmin(
  cluster: KubernetesCluster,
  who: RbacSubject,
  admins: readonly RbacSubject[],
): boolean {
  if (who.kind === 'Group' && who.name === 'system:masters') return true;
  const wide = rulesWithBindable(cluster, who);
  const accounts = admins.flatMap((admin) => (admin.kind === 'ServiceAccount' ? admin : []));
  const namespaces = new Set(['kube-system', ...accounts.map(({ namespace }) => namespace)]);
  return (
    reachesCluster(wide) ||
    [...namespaces].some((namespace) => reachesAdminIn(cluster, who, namespace, admins)) ||
    admins.some((admin) => isNamed(cluster, who, admin))
  );
}

function reachesCluster(rules: readonly PolicyRule[]): boolean {
  const may = mayWith(rules);
  const writes = (resource: string) =>
    write.some((verb) => may({ verb, apiGroup: rbac, resource }));
  const somebody = rules
    .map((rule) => ({ ...rule, resourceNames: [] }))
    .some((rule) =>
      ['users', 'serviceaccounts'].some((resource) =>
        naiveRuleAllows(rule, { verb: 'impersonate', resource }),
      ),
    );
  return (
    may({ verb: 'unheard', apiGroup: 'of', resource: 'anywhere' }) ||
    (may({ verb: 'escalate', apiGroup: rbac, resource: 'clusterroles' }) &&
      writes('clusterroles')) ||
    (may({ verb: 'bind', apiGroup: rbac, resource: 'clusterroles' }) &&
      writes('clusterrolebindings')) ||
    may({ verb: 'impersonate', resource: 'users' }) ||
    (may({ verb: 'impersonate', resource: 'groups' }) && somebody) ||
    ['get', 'create', 'update', 'patch', 'delete'].some((verb) =>
      may({ verb, resource: 'nodes/proxy' }),
    )
  );
}

/** Whether they can become any account of the namespace, and one of these is an admin. */
function reachesAdminIn(
  cluster: KubernetesCluster,
  who: RbacSubject,
  namespace: string,
  admins: readonly RbacSubject[],
): boolean {
  const rules = rulesWithBindable(cluster, who, namespace);
  if (!takesOver(rules)) return false;
  const there = admins.filter(
    (admin) => admin.kind === 'ServiceAccount' && admin.namespace === namespace,
  );
  const may = mayWith(rules);
  const makes =
    may({ verb: 'create', resource: 'serviceaccounts' }) ||
    may({ verb: 'impersonate', resource: 'serviceaccounts' });
  return namespace === 'kube-system' || there.some((admin) => makes || exists(cluster, admin));
}

function takesOver(rules: readonly PolicyRule[]): boolean {
  const may = mayWith(rules);
  const writes = (resource: string) =>
    write.some((verb) => may({ verb, apiGroup: rbac, resource }));
  const readsSecrets = ['get', 'list'].some((verb) => may({ verb, resource: 'secrets' }));
  const changesWorkload = rules.some((rule) =>
    ['update', 'patch'].some((verb) =>
      naiveRuleAllows({ ...rule, resourceNames: [] }, { verb, resource: 'replicationcontrollers' }),
    ),
  );
  return (
    changesWorkload ||
    write.some((verb) => may({ verb, resource: 'pods' })) ||
    may({ verb: 'create', resource: 'pods/exec' }) ||
    may({ verb: 'get', resource: 'pods/exec' }) ||
    may({ verb: 'create', resource: 'serviceaccounts/token' }) ||
    may({ verb: 'impersonate', resource: 'serviceaccounts' }) ||
    (may({ verb: 'create', resource: 'secrets' }) && readsSecrets) ||
    (may({ verb: 'escalate', apiGroup: rbac, resource: 'roles' }) && writes('roles')) ||
    (writes('rolebindings') &&
      ['roles', 'clusterroles'].some((resource) => may({ verb: 'bind', apiGroup: rbac, resource })))
  );
}

/** Whether a rule that is narrowed to names lets them become this admin. */
function isNamed(cluster: KubernetesCluster, who: RbacSubject, admin: RbacSubject): boolean {
  const { name } = admin;
  if (admin.kind !== 'ServiceAccount') {
    const may = mayWith(naiveRules(cluster, who));
    const resource = admin.kind === 'User' ? 'users' : 'groups';
    const asSomebody = admin.kind === 'User' || impersonatesAnybody(cluster, who);
    return asSomebody && may({ verb: 'impersonate', resource, name });
  }
  const may = mayWith(naiveRules(cluster, who, admin.namespace));
  const mints = may({ verb: 'create', resource: 'serviceaccounts/token', name });
  const makes = may({ verb: 'create', resource: 'serviceaccounts' });
  return (
    may({ verb: 'impersonate', resource: 'serviceaccounts', name }) ||
    (mints && (makes || exists(cluster, admin)))
  );
}

function impersonatesAnybody(cluster: KubernetesCluster, who: RbacSubject): boolean {
  const reaches = [undefined, ...new Set(cluster.roleBindings.map(({ namespace }) => namespace))];
  return reaches.some((namespace) =>
    naiveRules(cluster, who, namespace)
      .map((rule) => ({ ...rule, resourceNames: [] }))
      .some(
        (rule) =>
          naiveRuleAllows(rule, { verb: 'impersonate', resource: 'serviceaccounts' }) ||
          (namespace === undefined &&
            naiveRuleAllows(rule, { verb: 'impersonate', resource: 'users' })),
      ),
  );
}

/** What reaches them, and the roles that they may bind to themselves because a rule names them. */
function rulesWithBindable(
  cluster: KubernetesCluster,
  who: RbacSubject,
  namespace?: string,
): readonly PolicyRule[] {
  const wide = naiveRules(cluster, who);
  const local = naiveRules(cluster, who, namespace);
  return [
    ...local,
    ...(writesBindings(wide, 'clusterrolebindings') ? bindable(cluster, wide) : []),
    ...(writesBindings(local, 'rolebindings')
      ? bindable(cluster, local, namespace).map(withoutClusterScope)
      : []),
  ];
}

function writesBindings(rules: readonly PolicyRule[], resource: string): boolean {
  const may = mayWith(rules);
  return write.some((verb) => may({ verb, apiGroup: rbac, resource }));
}

function bindable(
  cluster: KubernetesCluster,
  rules: readonly PolicyRule[],
  namespace?: string,
): readonly PolicyRule[] {
  const narrowed = mayWith(rules.filter(({ resourceNames }) => resourceNames.length > 0));
  const mayBind = (resource: string) => (role: { readonly name: string }) =>
    narrowed({ verb: 'bind', apiGroup: rbac, resource, name: role.name });
  const local = cluster.roles.filter((role) => role.namespace === namespace);
  return [
    ...cluster.clusterRoles.filter(mayBind('clusterroles')),
    ...local.filter(mayBind('roles')),
  ].flatMap((role) => role.rules);
}

/** Bound in a namespace, a rule gives nothing of users, groups and nodes. The rule of everything stays what it is. */
function withoutClusterScope(rule: PolicyRule): PolicyRule {
  const clusterScoped = ['users', 'groups', 'nodes/proxy', 'clusterroles', 'clusterrolebindings'];
  const all = [rule.verbs, rule.apiGroups, rule.resources].every((list) => list.includes('*'));
  if (all && rule.resourceNames.length === 0) return rule;
  const resources = rule.resources.includes('*')
    ? [
        'pods',
        'pods/exec',
        'secrets',
        'serviceaccounts',
        'serviceaccounts/token',
        'roles',
        'rolebindings',
      ]
    : rule.resources.filter((each) => !clusterScoped.includes(each));
  return { ...rule, resources };
}

function exists({ serviceAccounts }: KubernetesCluster, who: RbacSubject): boolean {
  return serviceAccounts.some(
    ({ namespace, name }) =>
      who.kind === 'ServiceAccount' && namespace === who.namespace && name === who.name,
  );
}

function mayWith(rules: readonly PolicyRule[]) {
  return (request: NaiveRequest) => rules.some((rule) => naiveRuleAllows(rule, request));
}
