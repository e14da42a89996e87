import type { AlertSettings } from '../model/alert-settings.ts';
import type { Finding } from '../model/finding.ts';

const day = 86_400_000;

/** Days of UTC since the epoch. */
export function dayNumberOf(time: number): number {
  return Math.floor(time / day);
}

/**
 * The open findings that are told again by a sweep: those that have been as they are for the configured number of days, or
 * for a multiple of it, since the last sweep. At most once a day, however often there are sweeps, and never not at all
 * because there was none on the day itself. Times in milliseconds since the epoch.
 */
export function remindersDue(
  findings: readonly Finding[],
  reminders: AlertSettings['reminders'],
  { lastSweep, now }: { readonly lastSweep: number | undefined; readonly now: number },
): readonly Finding[] {
  if (lastSweep === undefined) return [];
  return findings.filter(({ status, severity, changedAt }) => {
    const every = reminders[severity];
    if (status !== 'open' || every === undefined) return false;
    const times = (at: number) =>
      Math.floor(Math.max(0, dayNumberOf(at) - dayNumberOf(changedAt)) / every);
    return times(now) > times(lastSweep);
  });
}
