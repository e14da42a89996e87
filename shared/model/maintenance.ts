import type { MaintenanceWindow } from './alert-settings.ts';
import type { Severity } from './severity.ts';

interface Held {
  readonly severity: Severity;
  readonly region: string;
  readonly clusterName?: string;
}

/** Whether news of such a finding waits for the end of a maintenance window. What is CRITICAL waits for none. */
export function isHeld(
  windows: readonly MaintenanceWindow[],
  { severity, region, clusterName }: Held,
  now: number,
): boolean {
  if (severity === 'CRITICAL') return false;
  return windows.some(
    ({ clusters, from, until }) =>
      from <= now &&
      now < until &&
      (clusters.length === 0 || clusters.includes(`${region}/${clusterName}`)),
  );
}
