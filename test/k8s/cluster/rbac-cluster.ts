import { expect, inject } from 'vitest';
import type { Caller } from '../../../shared/kubernetes/caller.ts';
import { namespaceOf, type RbacRequest } from '../../../shared/kubernetes/rule-allows.ts';
import type { RbacObjects } from '../../../shared/model/kubernetes-cluster.ts';
import { type ObjectType, readObjects } from '../../../shared/wire/kubernetes/object-list.ts';
import {
  clusterRoleBindings,
  clusterRoles,
  roleBindings,
  roles,
} from '../../../shared/wire/kubernetes/rbac.ts';
import { readLists } from '../../support/kubernetes/reading.ts';
import { mustCall, type Server } from './call-api.ts';
import { readerKeys, tokensOf } from './identities.ts';

const group = 'rbac.authorization.k8s.io';

export function administrator(): Server {
  const { endpoint, authority, adminToken } = inject('cluster');
  return { endpoint, authority, token: adminToken };
}

/** All RBAC of the cluster, as the reader takes it. */
export async function readRbac(): Promise<RbacObjects> {
  const { endpoint, authority } = inject('cluster');
  const options = { endpoint, authorities: [authority], token: tokensOf(readerKeys) };
  const { lists, unread } = await readLists(options);
  expect(unread).toEqual({});
  const read = <V>(type: ObjectType<V>, plural: string): readonly V[] => {
    const items = lists[`${plural}.${group}`];
    const parsed = readObjects(type, { kind: 'List', items }, group);
    if ('error' in parsed) throw new Error(parsed.error);
    return parsed.ok;
  };
  return {
    roles: read(roles, 'roles'),
    clusterRoles: read(clusterRoles, 'clusterroles'),
    roleBindings: read(roleBindings, 'rolebindings'),
    clusterRoleBindings: read(clusterRoleBindings, 'clusterrolebindings'),
  };
}

/**
 * Whether the API server would let them.
 * https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/
 */
export async function serverAllows(
  { username = '', groups }: Caller,
  request: RbacRequest,
): Promise<boolean> {
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const body = { spec: { user: username, groups, ...attributesOf(request) } };
  const { text } = await mustCall(administrator(), 'POST', path, { body });
  return JSON.parse(text).status.allowed;
}

function attributesOf(request: RbacRequest): object {
  if ('path' in request) return { nonResourceAttributes: request };
  const { apiGroup, ...rest } = request;
  // A request about one namespace is sent as one within it.
  const namespace = namespaceOf(request);
  return { resourceAttributes: { ...rest, group: apiGroup, ...(namespace && { namespace }) } };
}
