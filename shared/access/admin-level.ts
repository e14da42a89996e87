import { isAsStrong, type Power } from '../model/power.ts';

/** Whether a power is that of a cluster admin, or leads to it. */
export function isAdminLevel({ level }: Power): boolean {
  return isAsStrong(level, 'cluster-admin-equivalent');
}
