import type { RoleLastUsed } from '../model/principal.ts';

/** How long a role may lie idle, in days. */
const idleDays = 90;

/** Whether a time is that many days or more before a day. `at` is milliseconds since the epoch, `today` YYYY-MM-DD in UTC. */
export function isLongBefore(at: number, today: string): boolean {
  return at < Date.parse(today) - idleDays * dayInMilliseconds;
}

const dayInMilliseconds = 24 * 60 * 60 * 1000;

/** How a role has been idle, in words; undefined for one that was used in the last days. */
export function idleText({ lastUsedDate }: RoleLastUsed, today: string): string | undefined {
  if (lastUsedDate === undefined) return 'was never used, as far as IAM remembers';
  if (!isLongBefore(lastUsedDate, today)) return undefined;
  return `was last used on ${new Date(lastUsedDate).toISOString().slice(0, 10)}`;
}
