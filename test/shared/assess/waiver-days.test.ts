import { describe, expect, it } from 'vitest';
import { endingSince } from '../../../shared/assess/waiver-days.ts';
import type { Waiver } from '../../../shared/model/config.ts';

const waiver: Waiver = {
  rule: 'trail-logging',
  subject: 'eu-west-1',
  reason: 'migration',
  owner: 'platform',
  expires: '2026-12-15',
};
const { reason: _, ...told } = waiver;

describe('endingSince', () => {
  it.each<[string, string, string | undefined, boolean]>([
    ['the day before the notice', '2026-11-30', '2026-11-29', false],
    ['the first day of the notice', '2026-12-01', '2026-11-30', true],
    ['a second look on that day', '2026-12-01', '2026-12-01', false],
    ['a day in between', '2026-12-08', '2026-12-07', false],
    ['the last day', '2026-12-15', '2026-12-14', true],
    ['a second look on the last day', '2026-12-15', '2026-12-15', false],
    ['the day after, when it has expired', '2026-12-16', '2026-12-15', false],
    ['the first look after a week of none', '2026-12-04', '2026-11-27', true],
    ['the first look after both days', '2026-12-15', '2026-11-27', true],
    ['the first look of all, in between', '2026-12-08', undefined, true],
    ['the first look of all, before the notice', '2026-11-30', undefined, false],
  ])('on %s', (_case, today, lastLook, isTold) => {
    expect(endingSince([waiver], today, lastLook)).toEqual(isTold ? [told] : []);
  });

  it('keeps the order of the configuration', () => {
    const later = { ...waiver, subject: 'us-east-1' };
    expect(
      endingSince([later, waiver], '2026-12-01', '2026-11-30').map(({ subject }) => subject),
    ).toEqual(['us-east-1', 'eu-west-1']);
  });
});
