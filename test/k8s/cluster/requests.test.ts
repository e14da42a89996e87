import { afterAll, beforeAll, expect, it } from 'vitest';
import { callerOf } from '../../../shared/kubernetes/caller.ts';
import { allows } from '../../../shared/kubernetes/rbac.ts';
import { indexRbac } from '../../../shared/kubernetes/rbac-index.ts';
import type { RbacRequest } from '../../../shared/kubernetes/rule-allows.ts';
import type { PolicyRule } from '../../../shared/model/kubernetes.ts';
import type { RbacObjects } from '../../../shared/model/kubernetes-cluster.ts';
import { callApi, mustCall } from './call-api.ts';
import { installWorld, type RemoveWorld } from './install-world.ts';
import { administrator, readRbac } from './rbac-cluster.ts';

/**
 * What the API server makes of a request before it asks RBAC: its verb, its name, its namespace. Each row is sent as every
 * user below, and not forbidden wherever we say that it is allowed.
 */
const core = '/api/v1/namespaces/till';
const inTill = { apiGroup: '', namespace: 'till' };

const requests: readonly (readonly [method: string, path: string, request: RbacRequest])[] = [
  ['GET', core, { verb: 'get', apiGroup: '', resource: 'namespaces', name: 'till' }],
  ['GET', '/api/v1/namespaces', { verb: 'list', apiGroup: '', resource: 'namespaces' }],
  [
    'GET',
    '/api/v1/namespaces?fieldSelector=metadata.name%3Dtill',
    { verb: 'list', apiGroup: '', resource: 'namespaces', name: 'till' },
  ],
  [
    'DELETE',
    `${core}?dryRun=All`,
    { verb: 'delete', apiGroup: '', resource: 'namespaces', name: 'till' },
  ],
  [
    'GET',
    `${core}/status`,
    { verb: 'get', apiGroup: '', resource: 'namespaces', subresource: 'status', name: 'till' },
  ],
  [
    'GET',
    `${core}/configmaps/web`,
    { ...inTill, verb: 'get', resource: 'configmaps', name: 'web' },
  ],
  ['GET', `${core}/configmaps`, { ...inTill, verb: 'list', resource: 'configmaps' }],
  [
    'GET',
    `${core}/configmaps?fieldSelector=metadata.name%3Dweb`,
    { ...inTill, verb: 'list', resource: 'configmaps', name: 'web' },
  ],
  [
    'GET',
    `${core}/configmaps?fieldSelector=metadata.name%3Dweb&watch=true&timeoutSeconds=1`,
    { ...inTill, verb: 'watch', resource: 'configmaps', name: 'web' },
  ],
  ['GET', '/api/v1/configmaps', { verb: 'list', apiGroup: '', resource: 'configmaps' }],
  [
    'POST',
    `${core}/configmaps?dryRun=All`,
    { ...inTill, verb: 'create', resource: 'configmaps', name: 'web' },
  ],
  [
    'DELETE',
    `${core}/configmaps?dryRun=All&fieldSelector=metadata.name%3Dweb`,
    { ...inTill, verb: 'deletecollection', resource: 'configmaps', name: 'web' },
  ],
  [
    'POST',
    `${core}/pods/web/exec?command=true`,
    { ...inTill, verb: 'create', resource: 'pods', subresource: 'exec', name: 'web' },
  ],
  [
    'POST',
    `${core}/serviceaccounts/web/token?dryRun=All`,
    { ...inTill, verb: 'create', resource: 'serviceaccounts', subresource: 'token', name: 'web' },
  ],
  [
    'GET',
    '/api/v1/nodes/web/proxy/metrics',
    { verb: 'get', apiGroup: '', resource: 'nodes', subresource: 'proxy', name: 'web' },
  ],
  ['GET', '/metrics', { verb: 'get', path: '/metrics' }],
  ['GET', '/healthz/etcd', { verb: 'get', path: '/healthz/etcd' }],
];

const nothing = { apiGroups: [''], resources: [], resourceNames: [], nonResourceURLs: [] };

/** Each user has one rule, in the namespace or everywhere. */
const users: Readonly<Record<string, { readonly wide: boolean; readonly rule: PolicyRule }>> = {
  'gets-namespaces-in-it': local({ verbs: ['get', 'delete'], resources: ['namespaces'] }),
  'lists-namespaces-in-it': local({ verbs: ['list'], resources: ['namespaces'] }),
  'gets-the-namespace': wide({
    ...{ verbs: ['get', 'list'], resources: ['namespaces'], resourceNames: ['till'] },
  }),
  'gets-status-in-it': local({ verbs: ['get'], resources: ['*/status'] }),
  'one-configmap-in-it': local({
    ...{ verbs: ['*'], resources: ['configmaps'], resourceNames: ['web'] },
  }),
  'another-configmap-in-it': local({
    ...{ verbs: ['*'], resources: ['configmaps'], resourceNames: ['db'] },
  }),
  'all-configmaps-in-it': local({ verbs: ['*'], resources: ['configmaps'] }),
  'one-configmap-everywhere': wide({
    ...{ verbs: ['*'], resources: ['configmaps'], resourceNames: ['web'] },
  }),
  'lists-configmaps-everywhere': wide({ verbs: ['list'], resources: ['configmaps'] }),
  'enters-one-pod': local({ verbs: ['create'], resources: ['pods/exec'], resourceNames: ['web'] }),
  'creates-pods': local({ verbs: ['create'], resources: ['pods', 'pods/*'] }),
  'mints-one-token': local({
    ...{ verbs: ['create'], resources: ['serviceaccounts/token'], resourceNames: ['web'] },
  }),
  'everything-in-it': local({ verbs: ['*'], resources: ['*'] }),
  'reaches-nodes': wide({ verbs: ['get'], resources: ['nodes/proxy'] }),
  'reads-metrics': wide({
    verbs: ['get'],
    apiGroups: [],
    nonResourceURLs: ['/metrics', '/health*'],
  }),
  'everything-but-paths': wide({ verbs: ['*'], resources: ['*'] }),
  'does-nothing': local({ verbs: ['get'], resources: ['nothing'] }),
};

function local(rule: Partial<PolicyRule> & Pick<PolicyRule, 'verbs'>) {
  return { wide: false, rule: { ...nothing, ...rule } };
}

function wide(rule: Partial<PolicyRule> & Pick<PolicyRule, 'verbs'>) {
  return { wide: true, rule: { ...nothing, ...rule } };
}

let remove: RemoveWorld;
afterAll(() => remove());

beforeAll(async () => {
  const server = administrator();
  await mustCall(server, 'POST', '/api/v1/namespaces', { body: { metadata: { name: 'till' } } });
  for (const name of ['web', 'db']) {
    await mustCall(server, 'POST', `${core}/configmaps`, { body: { metadata: { name } } });
  }
  await mustCall(server, 'POST', `${core}/serviceaccounts`, {
    body: { metadata: { name: 'web' } },
  });
  remove = await installWorld('requests', bindEach());
});

function bindEach(): RbacObjects {
  const all = Object.entries(users).map(([name, user]) => ({ ...user, name }));
  const within = all.filter((user) => !user.wide);
  const everywhere = all.filter((user) => user.wide);
  const bound = (name: string) => ({
    ...{ name, labels: {}, subjects: [{ kind: 'User', name } as const] },
  });
  return {
    roles: within.map(({ name, rule }) => ({ namespace: 'till', name, labels: {}, rules: [rule] })),
    clusterRoles: everywhere.map(({ name, rule }) => ({ name, labels: {}, rules: [rule] })),
    roleBindings: within.map(({ name }) => ({
      ...{ ...bound(name), namespace: 'till', roleRef: { kind: 'Role', name } },
    })),
    clusterRoleBindings: everywhere.map(({ name }) => ({
      ...{ ...bound(name), roleRef: { kind: 'ClusterRole', name } },
    })),
  };
}

it.each(requests)('%s %s is let through for whom we say', async (method, path, request) => {
  const index = indexRbac(await readRbac());
  const names = Object.keys(users);
  const expected = names.filter(
    (name) => allows(index, callerOf({ kind: 'User', name }), request).length > 0,
  );
  const passed = [];
  for (const name of names) {
    const body = method === 'POST' ? { body: bodyFor(path) } : {};
    const headers = { 'impersonate-user': name };
    const { status } = await callApi(administrator(), method, path, { ...body, headers });
    if (status !== 403) passed.push(name);
  }
  expect(passed).toEqual(expected);
});

function bodyFor(path: string): object {
  return path.includes('/configmaps') ? { metadata: { name: 'another' } } : {};
}
