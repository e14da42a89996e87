import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../../shared/assess/verdict.ts';
import { coverageSection } from '../../../../shared/report/html/coverage-matrix.ts';
import { sweepReport } from '../../../../shared/report/report.ts';
import { account, assessment, read, takenAt, unread, verdict } from '../sample.ts';

const shop = { region: 'eu-west-1', name: 'shop' };
const bank = { region: 'eu-west-1', name: 'bank' };

function section(coverage: readonly Coverage[], clusters = [shop]): string {
  return coverageSection(sweepReport(assessment({ coverage }), [], account, takenAt, clusters))
    .markup;
}

/** The areas, then each cluster with how each area was read. */
function matrix(coverage: readonly Coverage[], clusters = [shop]): readonly (readonly string[])[] {
  const [table = ''] =
    /<table class="matrix">.*?<\/table>/s.exec(section(coverage, clusters)) ?? [];
  return [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<(?:th|td)[^>]*>(.*?)<\/(?:th|td)>/g)].map(([, cell = '']) =>
      (/aria-label="([^"]*)"/.exec(cell)?.[1] ?? cell).replace(/<small>.*|<[^>]*>/g, ''),
    ),
  );
}

describe('the coverage of clusters', () => {
  it('is read where all of an area was read', () => {
    expect(
      matrix([read('access-entries', 'eu-west-1/shop'), read('access-policies', 'eu-west-1/shop')]),
    ).toEqual([
      ['Cluster', 'Access entries'],
      ['shop', 'read'],
    ]);
  });

  it('is not read, or in part, where some of an area was not', () => {
    expect(
      matrix([
        unread('addons', 'eu-west-1/shop', 'denied'),
        read('nodegroups', 'eu-west-1/shop'),
        unread('nodegroup', 'eu-west-1/shop', 'throttled', 'ng'),
      ]),
    ).toEqual([
      ['Cluster', 'Nodes', 'Add-ons'],
      ['shop', 'read in part', 'not read'],
    ]);
  });

  it('has the reason in a title', () => {
    const reasons = [
      unread('addons', 'eu-west-1/shop', 'denied'),
      { fact: 'nodegroups', place: 'eu-west-1/shop', read: false },
    ];
    expect(
      [...section(reasons).matchAll(/<td class="no"><span title="(.*?)"/g)].map(([, text]) => text),
    ).toEqual(['no reason given', 'denied']);
  });

  it('is as expected where the configuration says so of all that was not read', () => {
    const kubernetes = { ...unread('k8s-roles', 'eu-west-1/shop', 'no network'), expected: true };
    expect(matrix([kubernetes])[1]).toEqual(['shop', 'not read, as expected']);
    expect(matrix([kubernetes, unread('k8s-pods', 'eu-west-1/shop', 'denied')])[1]).toEqual([
      'shop',
      'not read',
    ]);
  });

  it('is not known where nothing was asked for: that is no tick', () => {
    expect(matrix([read('addons', 'eu-west-1/shop')], [bank, shop])).toEqual([
      ['Cluster', 'Add-ons'],
      ['bank', 'not asked for'],
      ['shop', 'read'],
    ]);
  });

  it('has the settings of all clusters of a Region in one row, and those of each that was not read', () => {
    expect(matrix([read('cluster', 'eu-west-1')], [bank, shop])).toEqual([
      ['Cluster', 'Settings'],
      ['bank', 'read'],
      ['shop', 'read'],
    ]);
    expect(matrix([unread('cluster', 'eu-west-1', 'denied', 'shop')], [bank, shop])).toEqual([
      ['Cluster', 'Settings'],
      ['bank', 'not asked for'],
      ['shop', 'not read'],
    ]);
  });

  it('has a column of its own for what it does not know', () => {
    expect(
      matrix([read('new-things', 'eu-west-1/shop'), read('addon', 'eu-west-1/shop')])[0],
    ).toEqual(['Cluster', 'Add-ons', 'new-things']);
  });
});

describe('the coverage of all else', () => {
  it('is told place by place', () => {
    const page = section([read('roles', 'iam'), unread('trails', 'cloudtrail', 'denied')], []);
    expect(page).not.toContain('<table');
    expect(page).toContain('<dt>IAM</dt><dd><span class="pill"><i class="yes">✓</i> roles</span>');
    expect(page).toContain(
      '<dt>CloudTrail</dt><dd><span class="pill"><i class="no">✗</i> trails</span>',
    );
    expect(page).toContain('<li>trails of cloudtrail: denied</li>');
  });

  it('says so where all was read, and where nothing was looked at', () => {
    expect(section([read('roles', 'iam')])).toContain(
      'Everything that the rules asked for was read.',
    );
    expect(section([])).toContain('Nothing was looked at.');
  });

  it('names a hundred reasons, and how many more there are', () => {
    const many = Array.from({ length: 102 }, (_, index) =>
      unread('roles', 'iam', `reason ${index}`),
    );
    expect(section(many)).toContain('… and 2 more, see the JSON report');
    expect(section(many.slice(0, 100))).not.toContain('see the JSON report');
  });

  it('tells what could not be decided', () => {
    const doubtful = {
      ...verdict('trail-logging', 'INSUFFICIENT_DATA'),
      doubt: 'undecided' as const,
    };
    const report = sweepReport(
      assessment({ verdicts: [{ ...doubtful, reason: 'a Deny may refuse it' }] }),
      [],
      account,
      takenAt,
      [],
    );
    expect(coverageSection(report).markup).toContain(
      '<p>1 verdict could not be given though all was read: that is not clean.</p><ul class="unread"><li>trail-logging on arn:aws:iam::011122223333:role/ci: a Deny may refuse it</li></ul>',
    );
  });
});
