import { describe, expect, it, test } from 'vitest';
import type { Assessment } from '../../../shared/assess/verdict.ts';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import { sweepReport } from '../../../shared/report/report.ts';
import { renderTable } from '../../../shared/report/table.ts';
import type { Style } from '../../../shared/report/table-style.ts';
import {
  account,
  assessment,
  catalogue,
  content,
  modeFinding,
  plainOptions,
  read,
  richReport,
  takenAt,
  unread,
  verdict,
  waivedFinding,
} from './sample.ts';

const payments: ClusterRef = { region: 'eu-west-1', name: 'payments-prod' };
const allRead = [read('cluster', 'eu-west-1'), read('roles', 'iam')];

function table(
  changes: Partial<Assessment>,
  clusters: readonly ClusterRef[] = [payments],
  of = account,
) {
  const report = sweepReport(assessment(changes), catalogue, of, takenAt, clusters);
  return renderTable(report, plainOptions);
}

describe('renderTable', () => {
  it.each([100, 80])('is a page to read at %d columns', async (width) => {
    await expect(renderTable(richReport, { ...plainOptions, width })).toMatchFileSnapshot(
      `golden/table-${width}.txt`,
    );
  });

  it('keeps to between 60 and 140 columns', () => {
    const at = (width: number) => renderTable(richReport, { ...plainOptions, width });
    expect(at(10)).toBe(at(60));
    expect(at(59)).toBe(at(60));
    expect(at(61)).not.toBe(at(60));
    expect(at(1000)).toBe(at(140));
    expect(at(139)).not.toBe(at(140));
  });

  it('colours text without moving it', () => {
    const colour = (style: Style, text: string) => `<${style}>${text}</${style}>`;
    const coloured = renderTable(richReport, { width: 100, colour });
    expect(coloured.replace(/<\/?[a-z]+>/g, (tag) => (tag === '<rule id>' ? tag : ''))).toBe(
      renderTable(richReport, plainOptions),
    );
    expect(coloured.split('\n').filter((line) => line.includes('<'))).toEqual([
      '<heading>Gatewatch · account 011122223333 · 3 clusters in 2 Regions · 4 rules · 2026-11-22 09:00:03 UTC</heading>',
      '<heading>payments-prod</heading>  <dim>eu-west-1</dim>                                                  <dim>1 high, 1 medium, 1 waived</dim>',
      '  <high>HIGH    </high>  role/ci is cluster admin of payments-prod.',
      '            <dim>access-entry-no-cluster-admin · 0a1b2c3d · arn:aws:iam::011122223333:role/ci</dim>',
      '            <dim>implies access-entry-no-cluster-wide-secrets</dim>',
      '  <medium>MEDIUM  </medium>  Cluster payments-prod still honours the aws-auth ConfigMap (API_AND_CONFIG_MAP), so',
      '            <dim>cluster-authentication-mode-api · 1111aaaa</dim>',
      '            <dim>arn:aws:eks:eu-west-1:011122223333:cluster/payments-prod</dim>',
      '  <waived>waived  </waived>  role/break-glass is cluster admin of payments-prod.',
      '            <dim>access-entry-no-cluster-admin · 2222bbbb · arn:aws:iam::011122223333:role/break-glass</dim>',
      '            <dim>HIGH, waived by platform until 2026-12-31: break-glass, alarmed on use</dim>',
      '<heading>legacy     </heading>  <dim>eu-west-1   </dim>  <warn>no findings in what was read; 1 fact not read</warn>',
      '<heading>orders-prod</heading>  <dim>eu-central-1</dim>  <good>no findings, everything needed was read</good>',
      '<heading>IAM</heading>  <dim>global</dim>                                                                               <dim>1 critical</dim>',
      '  <critical>CRITICAL</critical>  Any service account of payments-prod can assume role/team/payments-writer.',
      '            <dim>irsa-trust-subject-required · 3333cccc</dim>',
      '            <dim>arn:aws:iam::011122223333:role/team/payments-writer#AllowIrsa</dim>',
      '<heading>Account</heading>  <dim></dim>                                                                                     <dim>1 high</dim>',
      '  <high>HIGH    </high>  No trail logs write management events in eu-central-1.',
      '            <dim>trail-logging · 4444dddd · eu-central-1</dim>',
      '<heading>Coverage</heading>',
      '<warn>  not read  access-entries of eu-west-1/legacy: AccessDeniedException: not authorized to perform</warn>',
      '<warn>            eks:ListAccessEntries</warn>',
      '<dim>            trails of cloudtrail: not in the snapshot (expected)</dim>',
      '<heading>Waivers</heading>',
      '<warn>  to check  trail-logging on arn:aws:iam::011122223333:role/break-glass, of platform: expired on</warn>',
      '<warn>            2026-11-20; covered 1 finding</warn>',
      '<warn>            access-entry-no-cluster-admin on arn:aws:iam::011122223333:role/break-glass in cluster</warn>',
      '<warn>            legacy, of platform: until 2026-12-01, 9 days left; covers 1 finding</warn>',
      '<warn>            access-entry-no-cluster-admin on arn:aws:iam::011122223333:role/break-glass in cluster</warn>',
      '<warn>            gone, eu-west-1, of platform: until 2026-12-31; matches nothing: no cluster gone is</warn>',
      '<warn>            watched in eu-west-1</warn>',
      '<warn>            access-entry-no-cluster-admin on arn:aws:iam::011122223333:role/break-glass, of</warn>',
      '<warn>            platform: until 2026-12-31; whether it matches anything cannot be told: access-entries:</warn>',
      '<warn>            denied</warn>',
      '<heading>4 open findings: </heading><critical>1 critical</critical>, <high>2 high</high>, <medium>1 medium</medium>; 1 waived; 2 checks passed.',
      '<heading>Next</heading>',
    ]);
  });

  it('has one empty line between its blocks, whichever there are', () => {
    for (const text of [table({}, []), table({ findings: [content()] })]) {
      expect(text).not.toContain('\n\n\n');
    }
  });

  it('wraps a summary that does not fit, and then leaves it without colours', () => {
    const findings = (['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const).map((severity) =>
      content({ id: severity, severity }),
    );
    const report = sweepReport(assessment({ findings }), catalogue, account, takenAt, []);
    const colour = (style: Style, text: string) => `<${style}>${text}`;
    expect(renderTable(report, { width: 60, colour })).toContain(
      '\n\n4 open findings: 1 critical, 1 high, 1 medium, 1 low; 0\nchecks passed.\n\n',
    );
    expect(renderTable(report, { width: 100, colour })).toContain(
      '<critical>1 critical, <high>1 high, <medium>1 medium, <low>1 low; 0 checks passed.\n',
    );
  });

  it('says so when nothing is wrong', () => {
    expect(table({ coverage: allRead, verdicts: [verdict('trail-logging', 'COMPLIANT')] })).toBe(
      `Gatewatch · account 011122223333 · 1 cluster in 1 Region · 4 rules · 2026-11-22 09:00:03 UTC

payments-prod  eu-west-1  no findings, everything needed was read

Coverage
  read      cluster, roles
  Everything that the rules needed was read.

No open findings; 1 check passed.

Next
  evidence and fixes    npm start -- sweep --format markdown
  in a browser          npm start -- sweep --format html --out report.html
  for programs          npm start -- sweep --format json
  explain a finding     npm start -- explain <finding>
  explain a rule        npm start -- rules <rule id>
`,
    );
  });

  it('does not call an account clean of which nothing was read', () => {
    const text = table({}, []);
    expect(text).toContain('account 011122223333 · 0 clusters · 4 rules');
    expect(text).toContain(
      '  read      nothing\n  Nothing was looked at, so nothing here says that all is well.',
    );
  });

  it('names a partition other than the public one', () => {
    expect(table({}, [], { ...account, partition: 'aws-cn' })).toContain(
      'account 011122223333 (aws-cn) ·',
    );
  });

  it('says when something could not be decided although all was read', () => {
    const verdicts = [
      verdict('trail-logging', 'INSUFFICIENT_DATA'),
      verdict('trail-logging', 'INSUFFICIENT_DATA'),
    ];
    expect(table({ coverage: allRead, verdicts })).toContain(
      'Everything needed was read, but not all of it could be decided: 2 verdicts are INSUFFICIENT_DATA,',
    );
  });

  it('shows twelve gaps and counts the rest', () => {
    const gaps = (number: number) =>
      Array.from({ length: number }, (_, index) =>
        unread('roles', `place-${index + 10}`, 'denied'),
      );
    expect(table({ coverage: gaps(12) })).toContain('place-21: denied');
    expect(table({ coverage: gaps(12) })).not.toContain('more, see');
    expect(table({ coverage: gaps(14) })).not.toContain('place-22');
    expect(table({ coverage: gaps(14) })).toContain(
      '\n            … and 2 more, see --format json\n',
    );
  });

  it('shows open findings before waived ones, whatever their severity', () => {
    const text = table({
      findings: [
        { ...waivedFinding, severity: 'CRITICAL' },
        { ...modeFinding, severity: 'LOW' },
      ],
    });
    expect(text.indexOf('LOW ')).toBeLessThan(text.indexOf('waived   '));
    expect(text).toContain('1 low, 1 waived\n');
    expect(text).toContain('1 open finding: 1 low; 1 waived; 0 checks passed.');
  });

  it('offers no waiver when all is waived', () => {
    const text = table({ findings: [waivedFinding] });
    expect(text).toContain('\nNo open findings; 1 waived; 0 checks passed.\n');
    expect(text).not.toContain('accept for a while');
  });

  it('names each implied rule once', () => {
    const absorbed = ['a', 'b', 'a'].map((ruleId) => ({ ruleId, message: 'x' }));
    expect(table({ findings: [content({ absorbed })] })).toContain('            implies a, b\n');
    expect(table({ findings: [content({ absorbed: [] })] })).not.toContain('implies');
  });

  it('names in its commands what was swept', () => {
    const place = '--snapshot examples/acme';
    const table = renderTable(richReport, { ...plainOptions, place });
    expect(table).toContain('npm start -- sweep --snapshot examples/acme --format json');
    expect(table).toMatch(/npm start -- explain \S{1,8} --snapshot examples\/acme\n/);
  });

  it('shows a cluster with findings that is not in the list', () => {
    expect(table({ findings: [content()] }, [])).toContain('\npayments-prod  eu-west-1 ');
  });
});

describe('a cluster without findings', () => {
  const colour = (style: Style, text: string) =>
    style === 'good' || style === 'warn' ? `${style}: ${text}` : text;
  const line = (coverage: Assessment['coverage']) =>
    renderTable(sweepReport(assessment({ coverage }), catalogue, account, takenAt, [payments]), {
      width: 100,
      colour,
    })
      .split('\n')
      .find((text) => text.startsWith('payments-prod'));

  test.each([
    ['all of it and of IAM was read', allRead, 'good: no findings, everything needed was read'],
    [
      'another cluster was not read',
      [...allRead, unread('cluster', 'eu-west-1', 'denied', 'legacy')],
      'good: no findings, everything needed was read',
    ],
    [
      'its own entries were not read',
      [...allRead, unread('access-entries', 'eu-west-1/payments-prod', 'denied')],
      'warn: no findings in what was read; 1 fact not read',
    ],
    [
      'it was not read itself',
      [unread('cluster', 'eu-west-1', 'denied', 'payments-prod')],
      'warn: no findings in what was read; 1 fact not read',
    ],
    [
      'IAM was not read',
      [read('cluster', 'eu-west-1'), unread('roles', 'iam', 'denied')],
      'warn: no findings, but not all of IAM was read',
    ],
    [
      'no rule looked at it',
      [read('roles', 'iam')],
      'warn: no findings, but nothing of it was looked at',
    ],
    [
      'only its Region’s list was read',
      [read('clusters', 'eu-west-1'), read('cluster', 'eu-central-1')],
      'warn: no findings, but nothing of it was looked at',
    ],
  ])('when %s', (_, coverage, expected) => {
    const all = [...coverage, read('access-entries', 'eu-west-1/payments')];
    expect(line(all)).toBe(`payments-prod  eu-west-1  ${expected}`);
  });

  it('is listed by name, aligned, after those with findings', () => {
    const clusters = [
      { region: 'eu-west-1', name: 'b' },
      { region: 'us-east-1', name: 'aa' },
      { region: 'eu-central-1', name: 'b' },
      payments,
    ];
    const text = table({ findings: [content()], coverage: [] }, clusters);
    const nothing = 'no findings, but nothing of it was looked at';
    expect(text).toContain(
      `\naa  us-east-1     ${nothing}\nb   eu-central-1  ${nothing}\nb   eu-west-1     ${nothing}\n\nCoverage`,
    );
  });
});
