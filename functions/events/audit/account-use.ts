import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { AuditRecord } from './audit-record.ts';

/**
 * Somebody made use of an account that is not their own. It leaves nothing in state: only the event shows it.
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request
 */
export interface AccountUse {
  readonly kind: 'impersonation' | 'token';
  readonly cluster: ClusterRef;
  /** As a user name: `system:serviceaccount:kube-system:admin`. */
  readonly username: string;
  /** Of an impersonation. */
  readonly groups: readonly string[];
}

/** What a request that succeeded made use of. */
export function accountUses(record: AuditRecord, cluster: ClusterRef): readonly AccountUse[] {
  return [...impersonationIn(record, cluster), ...tokenIn(record, cluster)];
}

/** A controller that acts as another service account does what it is there for: that is in its configuration, which is read. */
function impersonationIn(
  { user, impersonatedUser }: AuditRecord,
  cluster: ClusterRef,
): readonly AccountUse[] {
  if (impersonatedUser === undefined || isServiceAccount(user.username)) return [];
  const { username, groups = [] } = impersonatedUser;
  return [{ kind: 'impersonation', cluster, username, groups }];
}

/** The kubelet asks for the tokens of the pods of its node, and the API server lets it ask for no others. */
function tokenIn(
  { verb, objectRef, user }: AuditRecord,
  cluster: ClusterRef,
): readonly AccountUse[] {
  if (verb !== 'create' || objectRef?.subresource !== 'token') return [];
  const { resource, namespace, name } = objectRef;
  if (resource !== 'serviceaccounts' || namespace === undefined || name === undefined) return [];
  if (user.username.startsWith('system:node:')) return [];
  const username = `${serviceAccountPrefix}${namespace}:${name}`;
  return [{ kind: 'token', cluster, username, groups: [] }];
}

const serviceAccountPrefix = 'system:serviceaccount:';

function isServiceAccount(username: string): boolean {
  return username.startsWith(serviceAccountPrefix);
}
