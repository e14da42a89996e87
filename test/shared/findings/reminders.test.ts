import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumberOf, remindersDue } from '../../../shared/findings/reminders.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { finding } from '../report/sample.ts';

const day = 86_400_000;
const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 1, 12);

/** Whether a HIGH finding, last changed at noon of November 1, is told again by a sweep. */
function isDue(now: number, lastSweep: number | undefined, changes: Partial<Finding> = {}) {
  const open = finding({ severity: 'HIGH', changedAt: noon, ...changes });
  return remindersDue([open], { HIGH: 7 }, { lastSweep, now }).includes(open);
}

describe('an open finding is told again', () => {
  test('by the first sweep of the day on which it is due', () => {
    const morning = noon + 7 * day - 11 * hour;
    expect(isDue(morning, morning - 6 * hour)).toBe(true);
    expect(isDue(morning + 6 * hour, morning)).toBe(false);
  });

  test('not before', () => {
    expect(isDue(noon + 6 * day + 11 * hour, noon + 6 * day)).toBe(false);
  });

  test('every so many days', () => {
    expect(isDue(noon + 14 * day, noon + 13 * day)).toBe(true);
    expect(isDue(noon + 15 * day, noon + 14 * day)).toBe(false);
  });

  test('by the next sweep, if there was none on the day', () => {
    expect(isDue(noon + 9 * day, noon + 5 * day)).toBe(true);
  });

  test('not by a first look, which tells everything anyway', () => {
    expect(isDue(noon + 7 * day, undefined)).toBe(false);
  });

  test('only if its severity has a reminder', () => {
    expect(isDue(noon + 7 * day, noon + 6 * day, { severity: 'LOW' })).toBe(false);
  });

  test.each(['waived', 'resolved', 'retired'] as const)('not when it is %s', (status) => {
    expect(isDue(noon + 7 * day, noon + 6 * day, { status })).toBe(false);
  });

  test('not when it has changed since the sweep began', () => {
    expect(isDue(noon - day, noon - 2 * day)).toBe(false);
  });
});

test('however often there are sweeps, it is told once for every so many days', () => {
  const times = fc.array(fc.integer({ min: 1, max: 40 * 24 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(times, (hours) => {
      const sweeps = [...new Set(hours)].sort((a, b) => a - b).map((at) => noon + at * hour);
      let lastSweep = noon;
      let told = 0;
      for (const now of sweeps) {
        if (isDue(now, lastSweep)) told += 1;
        lastSweep = now;
      }
      const days = dayNumberOf(lastSweep) - dayNumberOf(noon);
      expect(told).toBeLessThanOrEqual(Math.floor(days / 7));
      expect(told > 0).toBe(days >= 7);
    }),
  );
});
