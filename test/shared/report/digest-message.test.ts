import { describe, expect, it, test } from 'vitest';
import type { Finding, OwedFinding } from '../../../shared/model/finding.ts';
import type { Run, UnreadNote } from '../../../shared/model/run.ts';
import {
  access,
  type DigestOf,
  finding,
  digestMail as message,
  modeFinding,
  owed,
  run,
  step,
  summary,
  terraform,
  trailFinding,
  trustFinding,
  waivedFinding,
} from './sample.ts';

const denied: UnreadNote = {
  fact: 'access-entries',
  place: 'eu-west-1/legacy',
  reason: 'AccessDeniedException: not authorized to perform eks:ListAccessEntries',
  expected: false,
};

function withUnread(factsUnread: readonly UnreadNote[]): Run {
  const { summary, ...rest } = run;
  const expected = factsUnread.filter((note) => note.expected).length;
  const unread = { count: factsUnread.length, expected };
  return summary === undefined ? rest : { ...rest, summary: { ...summary, unread, factsUnread } };
}

/** Owed, of a finding that belongs to no cluster. */
function apart(of: Partial<Finding>): OwedFinding {
  const { clusterName: _, ...rest } = finding(of);
  return { finding: rest, owed: [step('OPENED', rest)] };
}

const ordinary: DigestOf = {
  run: withUnread([
    denied,
    { ...denied, fact: 'trails', place: 'cloudtrail', reason: 'denied', expected: true },
  ]),
  owed: [
    owed('OPENED', {}, { actor: terraform }),
    owed('RESOLVED', modeFinding),
    owed(
      'CHANGED',
      { id: 'aaaa', clusterName: 'orders-prod', region: 'eu-central-1', severity: 'CRITICAL' },
      { previousSeverity: 'HIGH' },
    ),
    owed('OPENED', { id: 'bbbb', severity: 'LOW' }),
    owed('RETIRED', { id: 'cccc' }, { cause: 'config', note: 'The rule was switched off.' }),
    apart(trustFinding),
    apart(trailFinding),
  ],
};

describe('the mail about a sweep', () => {
  it('is one message about an ordinary sweep', async () => {
    const { subject, body } = message(ordinary);
    await expect(`Subject: ${subject}\n\n${body}`).toMatchFileSnapshot(
      'golden/digest-ordinary.txt',
    );
  });

  it('does not call a first look news', async () => {
    const { subject, body } = message({
      run: { ...run, baseline: true },
      owed: [
        owed('OPENED', {}, { cause: 'baseline' }),
        owed('WAIVED', { ...waivedFinding, status: 'waived' }, { cause: 'baseline' }),
        owed('OPENED', { id: 'bbbb', severity: 'LOW' }, { cause: 'baseline' }),
      ],
    });
    await expect(`Subject: ${subject}\n\n${body}`).toMatchFileSnapshot(
      'golden/digest-baseline.txt',
    );
  });

  it('says when nothing has changed', () => {
    const { subject, body } = message({});
    expect(subject).toBe('[Gatewatch] Sweep of account 011122223333: nothing to report');
    expect(body).toBe(`Gatewatch: sweep of account 011122223333, 2026-11-22 09:00:03 UTC.

Nothing has changed since the last look.

Now       1 critical, 2 high, 1 medium, 4 low open, 1 waived
Coverage  everything needed was read (412 facts)
Report    s3://gatewatch-reports/2026/11/22/090000.json

------------------------------------------------------------------------

See everything    npm start -- sweep --live
Explain a rule    npm start -- rules <rule id>
Delivery          d0d1d2d3 (a message with the same id is a repeat)
`);
  });

  function withPage(pageLocation: string): Run {
    const { summary } = run;
    return summary === undefined ? run : { ...run, summary: { ...summary, pageLocation } };
  }

  it('leads to the page in the S3 console, and says how to make a link rather than being one', () => {
    const pageLocation = 's3://gatewatch-reports/reports/011122223333/run 1/report.html';
    const lines = message({ run: withPage(pageLocation) }).body.split('\n');
    expect(
      lines.slice(lines.indexOf('Report    s3://gatewatch-reports/2026/11/22/090000.json') + 1, -6),
    ).toEqual([
      '',
      'Page      https://eu-west-1.console.aws.amazon.com/s3/object/gatewatch-reports?region=eu-west-1&prefix=reports/011122223333/run%201/report.html',
      '          for a browser, with your own permission to read the bucket:',
      '',
      "  aws s3 presign 's3://gatewatch-reports/reports/011122223333/run 1/report.html' --expires-in 900 --region eu-west-1",
      '',
    ]);
  });

  it('has the command alone where the console of the partition is not known', () => {
    const pageLocation = 's3://reports/report.html';
    const { body } = message({
      partition: 'aws-iso',
      homeRegion: 'us-iso-east-1',
      run: withPage(pageLocation),
    });
    expect(body).toContain(`
Page      for a browser, with your own permission to read the bucket:

  aws s3 presign s3://reports/report.html --expires-in 900 --region us-iso-east-1
`);
    expect(body).not.toContain('https://');
  });

  it('names ten waivers about to end, and counts the rest', () => {
    const of = { rule: 'trail-logging', owner: 'platform', expires: '2026-12-06' };
    const ending = (length: number) =>
      message({
        run: {
          ...run,
          summary: {
            ...summary,
            waivers: { inForce: 12, expiring: length, expired: 0, unmatched: 0, undetermined: 0 },
            endingWaivers: Array.from({ length }, (_, index) => ({
              ...of,
              subject: `s${index + 1}`,
            })),
          },
        },
      });
    expect(ending(1).subject).toBe(
      '[Gatewatch] Sweep of account 011122223333: 1 waiver about to end',
    );
    expect(ending(10).body).toContain(
      '\nWaivers   12 in force (10 of them expire within 14 days)\n          - ends on 2026-12-06: trail-logging on s1, of platform\n',
    );
    expect(ending(10).body).not.toContain('more, see');
    expect(ending(12).body).not.toContain('on s11,');
    expect(ending(12).body).toContain('\n          … and 2 more, see the report\n');
  });

  it('says nothing of waivers where there are none', () => {
    const waivers = { inForce: 0, expiring: 0, expired: 0, unmatched: 0, undetermined: 0 };
    const none = { ...run, summary: { ...summary, waivers } };
    expect(message({ run: none }).body).not.toContain('Waivers');
  });

  it('says when a first look found nothing', () => {
    const { subject, body } = message({ run: { ...run, baseline: true } });
    expect(subject).toBe('[Gatewatch] First look at account 011122223333: nothing to report');
    expect(body).not.toContain('Nothing has changed');
  });

  it('says when a sweep failed and left no summary', () => {
    const { summary: _, ...failed } = { ...run, status: 'failed' as const };
    const { subject, body } = message({ run: failed });
    expect(subject).toBe('[Gatewatch] Sweep of account 011122223333 failed');
    expect(body.replaceAll('\n', ' ')).toContain(
      ' The sweep failed before its end. What it had found by then comes with the next sweep that completes; what it did not reach is unknown, not clean. ',
    );
    expect(body).toContain('\nCoverage  not known: the sweep left no summary.\n');
    expect(body).not.toContain('Nothing has changed');
  });

  it('shows open findings again, each once', () => {
    const { subject, body } = message({
      run: { ...run, announce: 'open' },
      owed: [owed('CHANGED')],
      open: [finding(), finding({ ...modeFinding, actor: terraform })],
    });
    expect(subject).toBe('[Gatewatch] Open findings of account 011122223333: 1 high, 1 medium');
    expect(body).toContain(
      '\nchanged              -         1         -         -\nstill open           -         -         1         -\n',
    );
    expect(body.match(/^ {2}id/gm)).toHaveLength(2);
    expect(body).toContain('\nMEDIUM  STILL OPEN\n  Still the case: Cluster payments-prod');
    expect(body).toContain(
      '\n  who  role/terraform (session deploy-42), AssociateAccessPolicy from\n       203.0.113.7, 2026-11-22 08:59:59 UTC\n',
    );
  });

  test.each([
    [
      'one finding',
      [owed('OPENED')],
      '[Gatewatch] HIGH opened: role/ci is cluster admin of payments-prod',
    ],
    [
      'several',
      [owed('OPENED'), owed('OPENED', { id: 'b' }), owed('OPENED', { id: 'c', severity: 'LOW' })],
      '[Gatewatch] HIGH opened: role/ci is cluster admin of payments-prod (+1, sweep)',
    ],
    [
      'none that is severe enough',
      [owed('OPENED', { severity: 'LOW' })],
      '[Gatewatch] Sweep of account 011122223333: 1 low',
    ],
  ])('has a subject for %s', (_, items, expected) => {
    expect(message({ owed: items }).subject).toBe(expected);
  });

  it('counts what is below the minimum and does not tell it', () => {
    const low = owed('OPENED', { severity: 'LOW' });
    const { body, attributes } = message({ owed: [low] });
    expect(body).toContain(
      '\n1 finding of severity LOW is counted here and told in the report only.\n',
    );
    expect(body).not.toContain('\nLOW  OPENED');
    expect(attributes['severity']).toEqual(['LOW']);
  });

  it('counts what is suppressed in Security Hub, apart from what is below the minimum', () => {
    const items = [owed('OPENED', { id: 'a' }), owed('OPENED', { id: 'b', severity: 'LOW' })];
    const { subject, body } = message({ owed: items, quiet: ['a'] });
    expect(subject).toBe('[Gatewatch] Sweep of account 011122223333: 1 high, 1 low');
    expect(body).toContain(
      '\n1 finding of severity LOW is counted here and told in the report only.\n\n1 finding that is suppressed in Security Hub is counted here and told in\nthe report only.\n',
    );
    expect(body).not.toContain('\nHIGH  OPENED');
    const both = message({ owed: items, quiet: ['a', 'b'] }).body;
    expect(both).toContain(
      '\n2 findings that are suppressed in Security Hub are counted here and told',
    );
    expect(both).not.toContain('of severity');
  });

  it('names all severities below the minimum', () => {
    const items = [
      owed('OPENED', { severity: 'LOW' }),
      owed('OPENED', { id: 'b', severity: 'MEDIUM' }),
    ];
    expect(message({ owed: items, minimumSeverity: 'HIGH' }).body).toContain(
      '\n2 findings of severity MEDIUM and LOW are counted here and told in the\nreport only.\n',
    );
  });

  it('has a row for each kind of step that occurred', () => {
    const types = [
      'OPENED',
      'REOPENED',
      'UNWAIVED',
      'WAIVER_EXPIRED',
      'CHANGED',
      'RESOLVED',
      'WAIVED',
      'RETIRED',
      'ACTOR_KNOWN',
    ] as const;
    const items = types.map((type) => owed(type, { id: type }));
    expect(message({ owed: items }).body).toContain(`
              critical      high    medium       low
opened               -         1         -         -
reopened             -         3         -         -
changed              -         1         -         -
resolved             -         1         -         -
waived               -         1         -         -
retired              -         1         -         -
actor known          -         1         -         -
`);
  });

  it('has rows for what comes and goes, and for what came to rest', () => {
    const items = [owed('FLAPPING', { id: 'a' }), owed('SETTLED', { id: 'b' }), owed('CHANGED')];
    expect(message({ owed: items }).body).toContain(`
changed              -         1         -         -
flapping             -         1         -         -
settled              -         1         -         -
`);
  });

  it('shows what was and what is, and how to go back', () => {
    expect(message({ owed: [owed('OPENED', {}, { actor: terraform, access })] }).body).toContain(`
  who  role/terraform (session deploy-42), AssociateAccessPolicy from
       203.0.113.7, 2026-11-22 08:59:59 UTC
  had  AmazonEKSViewPolicy in payments-*; power: read in payments-*
  has  AmazonEKSClusterAdminPolicy in the whole cluster;
       AmazonEKSViewPolicy in payments-*; group ops; power:
       cluster-admin in the whole cluster; more is not known: what the
       bindings of the cluster give group ops is not read
  undo the change:
       ${access.undo[0]}
       ${access.undo[1]}
  fix  Associate`);
  });

  it('tells nobody how to bring back what was found', () => {
    for (const type of ['RESOLVED', 'WAIVED', 'RETIRED'] as const) {
      const { body } = message({ owed: [owed(type, {}, { access })] });
      expect(body).toContain('\n  had  AmazonEKSViewPolicy');
      expect(body).not.toContain('undo');
    }
    const { body } = message({ owed: [owed('OPENED', {}, { access: { ...access, undo: [] } })] });
    expect(body).not.toContain('undo');
  });

  it('says that nobody is known yet for what moved by a change', () => {
    expect(message({ owed: [owed('OPENED')] }).body).toContain('\n  who  not yet known\n  fix ');
    const ours = message({ owed: [owed('OPENED', {}, { cause: 'config' })] });
    expect(ours.body).not.toContain('\n  who ');
  });

  it('gives no remedy for what is over', () => {
    expect(message({ owed: [owed('RESOLVED')] }).body).not.toMatch(/ {2}fix|aws eks/);
    for (const type of ['RETIRED', 'WAIVED'] as const) {
      expect(message({ owed: [owed(type)] }).body).not.toMatch(/ {2}fix|aws eks/);
    }
  });

  it('says what it knows of who did it', () => {
    const { sourceIpAddress: _, ...actor } = terraform;
    expect(message({ owed: [owed('OPENED', {}, { actor })] }).body).toContain(
      '\n  who  role/terraform (session deploy-42), AssociateAccessPolicy,\n       2026-11-22 08:59:59 UTC\n',
    );
  });

  it('does without a command', () => {
    const { command: _, ...of } = finding();
    const { body } = message({ owed: [{ finding: of, owed: [step('OPENED', of)] }] });
    expect(body).toContain(
      '\n  fix  Associate a narrower access policy, or scope it to namespaces.\n  id   ',
    );
  });

  it('says how much was not read and that it is not taken for clean', () => {
    const { body } = message({ run: withUnread([denied]) });
    expect(body).toContain(`
Coverage  412 facts read, 1 not read; what was not read is never counted
          as clean, and nothing that depends on it is resolved
          - access-entries of eu-west-1/legacy: AccessDeniedException:
            not authorized to perform eks:ListAccessEntries
Report `);
    expect(message({ run: withUnread([{ ...denied, expected: true }]) }).body).toContain(
      '1 not read (1 of them as expected);',
    );
  });

  it('only counts what the last digest listed', () => {
    const { body } = message({ run: withUnread([denied]), unreadAsBefore: true });
    expect(body).toContain(`
Coverage  412 facts read, 1 still not read, as in the last digest; never
          counted as clean, and listed in the report
Report `);
    const expected = withUnread([{ ...denied, expected: true }]);
    expect(message({ run: expected, unreadAsBefore: true }).body).toContain(
      '1 still not read (1 of them as expected), as\n          in the last digest;',
    );
  });

  it('says that everything was read, as before', () => {
    const { body } = message({ run: withUnread([]), unreadAsBefore: true });
    expect(body).toContain('\nCoverage  everything needed was read (412 facts)\n');
  });

  it.each([
    ['at a first look', { baseline: true }],
    ['when all that is open is asked for', { announce: 'open' }],
  ] as const)('lists it again %s', (_, asked) => {
    const { body } = message({
      run: { ...withUnread([denied]), ...asked },
      unreadAsBefore: true,
    });
    expect(body).toContain('          - access-entries of eu-west-1/legacy:');
    expect(body).not.toContain('still not read');
  });

  it('lists ten gaps and counts the rest', () => {
    const gaps = (length: number) =>
      withUnread(Array.from({ length }, (_, index) => ({ ...denied, place: `p${index + 10}` })));
    expect(message({ run: gaps(10) }).body).not.toContain('more, see');
    const { body } = message({ run: gaps(12) });
    expect(body).toContain('\n          … and 2 more, see the report\n');
    expect(body).toContain('of p19:');
    expect(body).not.toContain('of p20:');
  });

  it('sorts what is still open among what has moved', () => {
    const { body } = message({
      owed: [owed('OPENED', { id: 'b', severity: 'MEDIUM' }), owed('RESOLVED', { id: 'c' })],
      open: [finding({ id: 'a' })],
    });
    expect(body.match(/^[A-Z]+ {2}[A-Z ]+$/gm)).toEqual([
      'HIGH  STILL OPEN',
      'MEDIUM  OPENED',
      'HIGH  RESOLVED',
    ]);
  });

  it('counts what is open now', () => {
    const none = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
    const summary = {
      open: none,
      waived: 0,
      transitions: 0,
      factsRead: 1,
      unread: { count: 0, expected: 0 },
      undecided: 0,
      factsUnread: [],
      awsCalls: 1,
    };
    const { body } = message({ run: { ...run, summary } });
    expect(body).toContain(
      '\nNow       nothing open\nCoverage  everything needed was read (1 fact)\n\n---',
    );
  });

  it('tells how many verdicts could not be given', () => {
    const { summary } = run;
    if (summary === undefined) throw new Error('the run has a summary');
    const { body } = message({ run: { ...run, summary: { ...summary, undecided: 2 } } });
    expect(body).toContain(
      '\nUndecided 2 verdicts could not be given though all was read: not clean;',
    );
    expect(message({ run }).body).not.toContain('Undecided');
  });
});
