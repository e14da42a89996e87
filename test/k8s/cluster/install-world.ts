import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { RbacRole, RbacSubject, RoleBinding } from '../../../shared/model/kubernetes.ts';
import type { RbacObjects } from '../../../shared/model/kubernetes-cluster.ts';
import { until } from '../../e2e/wait.ts';
import { mustCall } from './call-api.ts';
import { gatheredRoles } from './gathered-roles.ts';
import { administrator, readRbac, serverAllows } from './rbac-cluster.ts';

const apiGroup = 'rbac.authorization.k8s.io';
const root = `/apis/${apiGroup}/v1`;

/** Takes its objects away again. */
export type RemoveWorld = () => Promise<void>;

/** Creates the objects of a world, and answers once the server goes by them and has gathered what is to be gathered. */
export async function installWorld(name: string, world: RbacObjects): Promise<RemoveWorld> {
  const marked = withMarker(name, world);
  const all = [
    ...marked.clusterRoles.map((role) => ['clusterroles', rawRole(role)] as const),
    ...marked.roles.map((role) => ['roles', rawRole(role)] as const),
    ...marked.clusterRoleBindings.map((each) => ['clusterrolebindings', rawBinding(each)] as const),
    ...marked.roleBindings.map((each) => ['rolebindings', rawBinding(each)] as const),
  ];
  for (const [plural, body] of all) {
    await mustCall(administrator(), 'POST', placeOf(plural, body.metadata), { body });
  }
  await until(`world ${name} is in force`, () => isInForce(name), 60_000);
  await settle();
  return async () => {
    for (const [plural, { metadata }] of all) {
      await mustCall(administrator(), 'DELETE', `${placeOf(plural, metadata)}/${metadata.name}`);
    }
  };
}

function placeOf(plural: string, { namespace }: { readonly namespace?: string }): string {
  return namespace === undefined
    ? `${root}/${plural}`
    : `${root}/namespaces/${namespace}/${plural}`;
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

/** Roles that gather from roles that gather take their turns: until they hold what we say, or for as long as that may take. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    const { byUs, byTheController } = gatheredRoles(await readRbac());
    if (isDeepStrictEqual(byUs, byTheController)) return;
    await sleep(100);
  }
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
