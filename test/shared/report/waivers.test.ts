import { describe, expect, it } from 'vitest';
import { waiverTally } from '../../../shared/assess/waiver-tally.ts';
import { renderMarkdown } from '../../../shared/report/markdown.ts';
import { sweepReport } from '../../../shared/report/report.ts';
import { renderTable } from '../../../shared/report/table.ts';
import {
  isNotable,
  standingText,
  waiverCounts,
  waiverName,
} from '../../../shared/report/waivers.ts';
import { account, assessment, catalogue, standing, takenAt } from './sample.ts';

const expired = standing({ expires: '2026-11-20', daysLeft: -2, term: 'expired' });
const expiring = standing({ expires: '2026-12-01', daysLeft: 9, term: 'expiring' });
const unmatched = standing({ use: 'unmatched', findings: [], because: 'it is gone' });
const undetermined = standing({ use: 'undetermined', findings: [], because: 'roles: denied' });

describe('waiverCounts', () => {
  it.each([
    [[standing()], '1 in force'],
    [[standing(), standing(), expiring], '3 in force (1 of them expires within 14 days)'],
    [[expiring, expiring], '2 in force (2 of them expire within 14 days)'],
    [[expired], '0 in force, 1 expired'],
    [[unmatched], '1 in force, 1 that matches nothing'],
    [[unmatched, unmatched], '2 in force, 2 that match nothing'],
    [[undetermined], '1 in force, 1 undetermined'],
  ])('of %#', (waivers, text) => {
    expect(waiverCounts(waiverTally(waivers))).toBe(text);
  });
});

describe('standingText', () => {
  it.each([
    [standing(), 'until 2026-12-31; covers 1 finding'],
    [standing({ findings: ['a', 'b'] }), 'until 2026-12-31; covers 2 findings'],
    [expired, 'expired on 2026-11-20; covered 1 finding'],
    [expiring, 'until 2026-12-01, 9 days left; covers 1 finding'],
    [
      standing({ expires: '2026-11-22', daysLeft: 0, term: 'expiring' }),
      'until 2026-11-22, the last day; covers 1 finding',
    ],
    [
      standing({ expires: '2026-11-23', daysLeft: 1, term: 'expiring' }),
      'until 2026-11-23, 1 day left; covers 1 finding',
    ],
    [
      standing({ because: 'finding x tells what it matches, and is another' }),
      'until 2026-12-31; covers nothing: finding x tells what it matches, and is another',
    ],
    [unmatched, 'until 2026-12-31; matches nothing: it is gone'],
    [undetermined, 'until 2026-12-31; whether it matches anything cannot be told: roles: denied'],
  ])('of %#', (waiver, text) => {
    expect(standingText(waiver)).toBe(text);
  });
});

describe('waiverName', () => {
  it.each([
    [{}, ''],
    [{ cluster: 'prod' }, ' in cluster prod'],
    [{ region: 'eu-west-1' }, ' in eu-west-1'],
    [{ cluster: 'prod', region: 'eu-west-1' }, ' in cluster prod, eu-west-1'],
  ])('of %j says where it is kept to', (place, where) => {
    expect(waiverName(standing({ rule: 'r', subject: 's', ...place }))).toBe(
      `r on s${where}, of platform`,
    );
  });
});

it.each([
  [standing(), false],
  [expired, true],
  [expiring, true],
  [unmatched, true],
  [undetermined, true],
  [standing({ because: 'another tells it' }), true],
])('isNotable of %#', (waiver, notable) => {
  expect(isNotable(waiver)).toBe(notable);
});

describe('a report', () => {
  const report = (waivers: readonly ReturnType<typeof standing>[]) =>
    sweepReport(assessment({ waivers }), catalogue, account, takenAt, []);
  const table = (waivers: readonly ReturnType<typeof standing>[]) =>
    renderTable(report(waivers), { width: 140, colour: (_, text) => text });

  it('has the waivers in the order of the configuration, keys in one order', () => {
    const { expires, ...rest } = expired;
    expect(JSON.stringify(report([{ expires, ...rest }, unmatched]).waivers)).toBe(
      JSON.stringify([expired, unmatched]),
    );
  });

  it('says nothing of waivers where there are none', () => {
    expect(table([])).not.toContain('Waivers');
    expect(renderMarkdown(report([]))).not.toContain('Waivers');
  });

  it('counts those that are as they should be, and names no other', () => {
    expect(table([standing()])).toContain('\n\nWaivers\n  all       1 in force\n\n');
  });

  it('names twelve and counts the rest', () => {
    const many = (length: number) =>
      Array.from({ length }, (_, index) => ({ ...unmatched, subject: `s-${index + 1}` }));
    expect(table(many(12))).toContain(' on s-12, of');
    expect(table(many(12))).not.toContain('more, see');
    expect(table(many(13))).not.toContain(' on s-13, of');
    expect(table(many(13))).toContain('\n            … and 1 more, see --format json\n');
  });

  it('has a row for each in Markdown, twenty at most', () => {
    const many = (length: number) => renderMarkdown(report(Array(length).fill(unmatched)));
    expect(many(20).match(/^\| access-entry-no-cluster-admin \|/gm)).toHaveLength(20);
    expect(many(20)).not.toContain('more, see');
    expect(many(21)).toContain('\n\n… and 1 more, see the JSON report.\n');
  });
});
