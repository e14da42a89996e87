/**
 * Whether a cluster, a thing of one, or an update is on its way to another status. What we do not know may be, and
 * looking again costs a call.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html and its like; API_Update.html of updates
 */
export function isTransitional(status: string): boolean {
  return !atRest.has(status);
}

const atRest: ReadonlySet<string> = new Set([
  'ACTIVE',
  'CREATE_FAILED',
  'DEGRADED',
  'DELETE_FAILED',
  'FAILED',
  'UPDATE_FAILED',
  'Cancelled',
  'Failed',
  'Successful',
]);
