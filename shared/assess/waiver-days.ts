import type { Waiver } from '../model/config.ts';
import type { EndingWaiver, WaiverStanding } from '../model/waiver-standing.ts';

/** So many days before its last a waiver is said to expire soon. */
export const noticeDays = 14;

const dayLength = 86_400_000;

/** Whole days from one day to another, both YYYY-MM-DD in UTC; negative when that is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

/** How far a waiver is from its end. */
export function termOf(daysLeft: number): WaiverStanding['term'] {
  if (daysLeft < 0) return 'expired';
  return daysLeft <= noticeDays ? 'expiring' : 'running';
}

/**
 * The waivers to warn of on a day: those that have come within the notice, or to their last day, since the last look
 * (without one, all that expire soon). Each is told twice, however often somebody looks, and nothing is remembered for it.
 */
export function endingSince(
  waivers: readonly Waiver[],
  today: string,
  lastLook: string | undefined,
): readonly EndingWaiver[] {
  return waivers
    .filter(({ expires }) => {
      const left = daysBetween(today, expires);
      if (termOf(left) !== 'expiring') return false;
      if (lastLook === undefined) return true;
      const leftThen = daysBetween(lastLook, expires);
      return [noticeDays, 0].some((notice) => left <= notice && leftThen > notice);
    })
    .map(({ reason: _, ...ending }) => ending);
}
