import type { RbacRole, RbacSubject, RoleBinding } from '../../../shared/model/kubernetes.ts';
import type { RbacObjects } from '../../../shared/model/kubernetes-cluster.ts';
import { until } from '../../e2e/wait.ts';
import { mustCall } from './call-api.ts';
import { administrator, readRbac, serverAllows } from './rbac-cluster.ts';

const apiGroup = 'rbac.authorization.k8s.io';
const root = `/apis/${apiGroup}/v1`;

/** Creates the objects of a world, and answers once the server goes by them and has gathered what is to be gathered. */
export async function installWorld(name: string, world: RbacObjects): Promise<void> {
  const marked = withMarker(name, world);
  for (const role of marked.clusterRoles) await create('clusterroles', rawRole(role));
  for (const role of marked.roles) await create('roles', rawRole(role));
  for (const each of marked.clusterRoleBindings) {
    await create('clusterrolebindings', rawBinding(each));
  }
  for (const each of marked.roleBindings) await create('rolebindings', rawBinding(each));
  await until(`world ${name} is in force`, () => isInForce(name), 60_000);
  await settled();
}

/** What comes last of each kind is in force last: a rule of a Role in a namespace, and one that is gathered. */
function withMarker(name: string, world: RbacObjects): RbacObjects {
  const subjects = [{ kind: 'User', name: `${name}-marker` } as const];
  const marker = `${name}-marker`;
  const marks = { 'marks-world': name };
  const rule = (resource: string) => ({
    ...{ verbs: ['get'], apiGroups: ['marker.example.com'], resources: [resource] },
    ...{ resourceNames: [], nonResourceURLs: [] },
  });
  const gathers = { matchLabels: marks, matchExpressions: [] };
  const bound = { name: marker, labels: {}, subjects };
  return {
    clusterRoles: [
      ...world.clusterRoles,
      { name: marker, labels: {}, rules: [], aggregates: [gathers] },
      { name: `${marker}-source`, labels: marks, rules: [rule('wide')] },
    ],
    roles: [
      ...world.roles,
      { namespace: 'default', name: marker, labels: {}, rules: [rule('local')] },
    ],
    clusterRoleBindings: [
      ...world.clusterRoleBindings,
      { ...bound, roleRef: { kind: 'ClusterRole', name: marker } },
    ],
    roleBindings: [
      ...world.roleBindings,
      { ...bound, namespace: 'default', roleRef: { kind: 'Role', name: marker } },
    ],
  };
}

async function isInForce(name: string): Promise<true | undefined> {
  const caller = { username: `${name}-marker`, groups: [] };
  const about = { verb: 'get', apiGroup: 'marker.example.com', namespace: 'default' };
  const wide = await serverAllows(caller, { ...about, resource: 'wide' });
  const local = await serverAllows(caller, { ...about, resource: 'local' });
  return wide && local ? true : undefined;
}

/** Roles that gather from roles that gather take their turns. */
async function settled(): Promise<void> {
  let before = '';
  await until('roles stay as they are', async () => {
    const now = JSON.stringify((await readRbac()).clusterRoles);
    const same = now === before;
    before = now;
    return same ? true : undefined;
  });
}

async function create(
  plural: string,
  object: { readonly metadata: { readonly namespace?: string } },
): Promise<void> {
  const { namespace } = object.metadata;
  const place = namespace === undefined ? root : `${root}/namespaces/${namespace}`;
  await mustCall(administrator(), 'POST', `${place}/${plural}`, { body: object });
}

function rawRole({ aggregates, rules, ...role }: RbacRole) {
  return {
    metadata: role,
    rules,
    ...(aggregates && { aggregationRule: { clusterRoleSelectors: aggregates } }),
  };
}

function rawBinding({ roleRef, subjects, ...binding }: RoleBinding) {
  return {
    metadata: binding,
    roleRef: { apiGroup, ...roleRef },
    subjects: subjects.map(rawSubject),
  };
}

function rawSubject(subject: RbacSubject) {
  return subject.kind === 'ServiceAccount' ? subject : { apiGroup, ...subject };
}
