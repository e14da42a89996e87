import { describe, expect, it } from 'vitest';
import { historySection } from '../../../../shared/report/html/history.ts';
import type { Moved } from '../../../../shared/report/html/html-report.ts';
import { richReport, takenAt } from '../sample.ts';

const day = 86_400_000;

function section(history: readonly Moved[] | undefined): string {
  return historySection({ report: richReport, maps: [], history, tenants: new Map() }).markup;
}

/** Rows of the table under the picture. */
function rows(history: readonly Moved[]): readonly (readonly string[])[] {
  return [...section(history).matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replace(/<[^>]+>/g, ' ')
      .trim()
      .split(/\s+/),
  );
}

describe('findings over time', () => {
  it('count when they were first seen, and when they went', () => {
    const history: readonly Moved[] = [
      { firstSeen: takenAt - 2 * day, changedAt: takenAt, status: 'resolved' },
      { firstSeen: takenAt - 2 * day, changedAt: takenAt - day, status: 'waived' },
      { firstSeen: takenAt, changedAt: takenAt, status: 'open' },
      { firstSeen: takenAt, changedAt: takenAt, status: 'retired' },
    ];
    expect(rows(history)).toEqual([
      ['2026-11-20', '2', '0'],
      ['2026-11-22', '2', '1'],
    ]);
    expect(section(history)).toContain('4 findings in all, 1 of them resolved. The last 3 days:');
    expect(section(history)).toContain('<title>2026-11-20: 2 opened</title>');
    expect(section(history)).toContain('<title>2026-11-22: 1 resolved</title>');
  });

  it('show the last ninety days', () => {
    const old: Moved = { firstSeen: takenAt - 89 * day, changedAt: takenAt, status: 'open' };
    const older: Moved = { ...old, firstSeen: takenAt - 90 * day };
    expect(rows([old, older])).toEqual([['2026-08-25', '1', '0']]);
    expect(section([old, older])).toContain('The last 90 days:');
  });

  it('are drawn even where there never was any', () => {
    expect(section([])).toContain('0 findings in all, 0 of them resolved. The last 1 day:');
  });

  it('say that nothing is known of before a first look, and draw nothing', () => {
    expect(section(undefined)).toContain('No history: this was the first look');
    expect(section(undefined)).not.toContain('<svg');
  });
});
