import type { AccessScope } from '../model/access-entry.ts';
import type { Reach } from '../model/power.ts';

/**
 * A namespace scope with `*` among its patterns takes in every namespace there is or will be, so it counts as the cluster.
 * Undefined for a scope type that EKS did not have when this was written.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html
 */
export function reachOf({ type, namespaces }: AccessScope): Reach | undefined {
  if (type === 'cluster') return { kind: 'cluster' };
  if (type !== 'namespace') return undefined;
  if (namespaces.some((pattern) => /^\*+$/.test(pattern))) return { kind: 'cluster' };
  return { kind: 'namespaces', namespaces };
}
