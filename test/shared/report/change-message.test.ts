import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ChangeAlert } from '../../../shared/model/alert.ts';
import { type Finding, type OwedFinding, transitionTypes } from '../../../shared/model/finding.ts';
import { emailMessage } from '../../../shared/report/email.ts';
import { tellings } from '../../../shared/report/telling.ts';
import { byteLength } from '../../../shared/report/text.ts';
import {
  access,
  account,
  changeMail,
  finding,
  modeFinding,
  owed,
  step,
  takenAt,
  terraform,
  trustFinding,
  zoe,
} from './sample.ts';

const alert = (...items: readonly OwedFinding[]) => changeMail(items);
const body = (...items: readonly OwedFinding[]) => alert(...items).body;

const waiver = { reason: 'migration to EKS 1.34', owner: 'platform', expires: '2026-12-31' };
const details = {
  OPENED: { actor: terraform },
  CHANGED: { actor: terraform, previousSeverity: 'MEDIUM' },
  REOPENED: { actor: terraform },
  RESOLVED: { actor: { ...terraform, eventName: 'DisassociateAccessPolicy' } },
  WAIVED: { cause: 'config' },
  UNWAIVED: { cause: 'config' },
  WAIVER_EXPIRED: { cause: 'config' },
  ACTOR_KNOWN: { actor: terraform },
  RETIRED: { cause: 'config', note: 'The rule was switched off.' },
  FLAPPING: { actor: terraform },
  SETTLED: {},
} as const;

/** The finding without its cluster, as IAM's are. */
function iamOwed(): OwedFinding {
  const { clusterName: _, ...of }: Finding = finding(trustFinding);
  return { finding: of, owed: [step('OPENED', of)] };
}

describe('the mail about a change', () => {
  it.each(transitionTypes)('reads naturally for %s', async (type) => {
    const message = alert(owed(type, type === 'WAIVED' ? { waiver } : {}, details[type]));
    await expect(`Subject: ${message.subject}\n\n${message.body}`).toMatchFileSnapshot(
      `golden/alert-${type.toLowerCase().replace('_', '-')}.txt`,
    );
  });

  it('shows what was and what is, and how to go back', async () => {
    const { subject, body: text } = alert(owed('OPENED', {}, { actor: zoe, access }));
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot('golden/alert-access.txt');
  });

  it('says that going back would bring back what was found', () => {
    const gone = { ...access, before: access.after, after: { grants: [], power: 'none' } };
    expect(body(owed('RESOLVED', {}, { access: { ...gone, undo: ['aws eks x'] } }))).toContain(`
After     nothing
Undo      what was found, and this would bring it back:

  aws eks x

It was `);
  });

  it('has no way back where none is known', () => {
    const text = body(owed('OPENED', {}, { access: { ...access, undo: [] } }));
    expect(text).toContain('\n          ops is not read\nWhy ');
    expect(text).not.toContain('Undo');
  });

  it('gives no remedy once it has come to rest and is over', () => {
    const text = body(owed('SETTLED', { status: 'resolved' }));
    expect(text).not.toMatch(/^(?:Why|Fix) /m);
    expect(text).toContain('\nIt was ');
  });

  it('hears of who it was, and of what comes and goes, without a change', () => {
    const news = 'Gatewatch: news of 2 findings in account 011122223333.';
    expect(body(owed('FLAPPING'), owed('SETTLED', { id: 'b' }))).toContain(news);
    expect(body(owed('FLAPPING'), owed('OPENED', { id: 'b' }))).toContain(
      'Gatewatch: a change in account 011122223333 moved 2 findings.',
    );
    expect(body()).toContain('Gatewatch: a change in account 011122223333 moved 0 findings.');
  });

  it('tells several findings, what needs attention first', () => {
    const message = alert(
      owed('RESOLVED', { ...modeFinding, severity: 'CRITICAL' }),
      owed('OPENED'),
      iamOwed(),
    );
    expect(message.subject).toBe(
      '[Gatewatch] CRITICAL opened: Any service account of payments-prod can assume role/team/paym... (+2)',
    );
    expect(
      message.body.startsWith('Gatewatch: a change in account 011122223333 moved 3 findings.\n'),
    ).toBe(true);
    expect(message.body.match(/^(?:CRITICAL|HIGH) {2}[A-Z]+/gm)).toEqual([
      'CRITICAL  OPENED',
      'HIGH  OPENED',
      'CRITICAL  RESOLVED',
    ]);
    expect(message.body).toContain(
      'Explain a rule    npm start -- rules irsa-trust-subject-required\n',
    );
  });

  it('puts a headline that does not fit under its step', () => {
    expect(body(iamOwed())).toContain(
      '\nCRITICAL  OPENED\nAny service account of payments-prod can assume\nrole/team/payments-writer\n\nWhat ',
    );
  });

  it('says where IAM is', () => {
    expect(body(iamOwed())).toContain('\nWhere     IAM (global), account 011122223333\n');
  });

  it('says that the actor is not known yet', () => {
    const text = 'actor not yet known; a further message follows when it is\n          known\n';
    expect(body(owed('OPENED'))).toContain(`\nWho       ${text}Why `);
    expect(body(owed('RESOLVED'))).toContain(`\nFixed by  ${text}It was `);
  });

  it('seeks nobody behind a change of our own', () => {
    expect(body(owed('OPENED', {}, { cause: 'catalogue' }))).not.toContain('\nWho ');
  });

  it('says what it does not know of the actor', () => {
    const { arn: _a, sourceIpAddress: _b, userAgent: _c, ...bare } = terraform;
    expect(body(owed('OPENED', {}, { actor: bare }))).toContain(`
Who       role/terraform (session deploy-42)
          AssociateAccessPolicy at 2026-11-22 08:59:59 UTC
          from an address not recorded
          event 7d9e1f00-1111-2222-3333-444455556666 in eu-west-1
`);
  });

  test.each([
    ['OPENED', 'catalogue', 'Gatewatch’s rules have changed, not the estate. arn'],
    ['OPENED', 'config', 'Gatewatch’s configuration has changed, not the estate.'],
    ['OPENED', 'baseline', 'What      arn:aws'],
    ['CHANGED', 'change', 'What      What it rests on has changed. Now: arn:aws'],
    ['RESOLVED', 'catalogue', 'measure this is no longer a finding:'],
  ] as const)('says why a finding %s by %s', (type, cause, words) => {
    expect(body(owed(type, {}, { cause })).replace(/\n {10}/g, ' ')).toContain(words);
  });

  it('knows no severity before that is the same', () => {
    expect(body(owed('CHANGED', {}, { previousSeverity: 'HIGH' }))).toContain(
      'What it rests on has changed',
    );
  });

  it('never calls a retired finding fixed', () => {
    for (const cause of ['change', 'config', 'catalogue'] as const) {
      const { subject, body: text } = alert(owed('RETIRED', {}, { cause, note: 'Region gone.' }));
      expect(subject + text).not.toMatch(/fixed|resolved/i);
      expect(text).toContain('Region gone.');
    }
    expect(body(owed('RETIRED'))).toContain('no reason given');
  });

  it('waives without a waiver’s words if need be', () => {
    expect(body(owed('WAIVED'))).toContain('What      Waived. Until then');
  });

  it('tells up to five steps that went unsent before', () => {
    const of = finding();
    const steps = Array.from({ length: 7 }, (_, index) =>
      step(index < 6 ? 'WAIVER_EXPIRED' : 'RESOLVED', of, {
        at: takenAt + index * 1000,
        severity: 'LOW',
      }),
    );
    expect(body({ finding: of, owed: steps })).toContain(`
Earlier   2026-11-22 09:00:04 UTC: WAIVER EXPIRED as LOW
          2026-11-22 09:00:05 UTC: WAIVER EXPIRED as LOW
          2026-11-22 09:00:06 UTC: WAIVER EXPIRED as LOW
          2026-11-22 09:00:07 UTC: WAIVER EXPIRED as LOW
          2026-11-22 09:00:08 UTC: WAIVER EXPIRED as LOW
Where `);
  });

  it('counts the steps that were too many to keep', () => {
    const of = finding();
    const before = step('OPENED', of, { at: takenAt - 1000, dropped: 40 });
    expect(body({ finding: of, owed: [before, step('RESOLVED', of)] })).toContain(`
Earlier   40 earlier steps waited too and were not kept
          2026-11-22 09:00:02 UTC: OPENED as HIGH
Where `);
  });

  it('shows twelve members of the evidence, sorted, and counts the rest', () => {
    const evidence = (length: number) =>
      Object.fromEntries(Array.from({ length }, (_, index) => [`k${99 - index}`, index]));
    expect(body(owed('OPENED', { evidence: evidence(12) }))).not.toContain('more, see');
    const text = body(owed('OPENED', { evidence: evidence(14) }));
    expect(text).toContain('\nEvidence  k86: 13\n          k87: 12\n');
    expect(text).toContain('\n          k97: 2\n          … and 2 more, see the sweep report\n');
  });

  it('shows a command whole or not at all', () => {
    const command = 'c'.repeat(2000);
    expect(body(owed('OPENED', { command }))).toContain(`\n\n  ${command}\n\n`);
    const longer = body(owed('OPENED', { command: `${command}c` }));
    expect(longer).toContain('\n  (a command too long for a message: it is in the sweep report)\n');
    expect(longer).not.toContain('cccc');
  });

  it('does without a command', () => {
    const { command: _, ...of } = finding();
    expect(body({ finding: of, owed: [step('OPENED', of)] })).toMatch(
      /\nFix {7}Associate a narrower access policy, or scope it to namespaces\.\nConsole/,
    );
  });

  it('has a subject even with nothing to tell', () => {
    expect(alert().subject).toBe('[Gatewatch] nothing to report');
    expect(alert().attributes).toEqual({ accountId: ['011122223333'], deliveryId: 'd0d1d2d3' });
    expect(alert().body).toContain('npm start -- rules <rule id>\n');
  });

  it('keeps to 72 columns where words allow, but for commands', () => {
    const long = body(owed('OPENED', {}, { actor: zoe, access }))
      .split('\n')
      .filter((line) => line.length > 72);
    expect(long.every((line) => /https:|^ *arn:\S+$|^ {2}aws /.test(line))).toBe(true);
  });

  it('keeps to 72 columns whatever the words', () => {
    const words = fc
      .array(fc.string({ maxLength: 50 }), { maxLength: 12 })
      .map((all) => all.join(' '));
    const state = fc.record({
      grants: fc.array(words, { maxLength: 5 }),
      power: words,
      unread: words,
    });
    fc.assert(
      fc.property(words, state, state, (text, before, after) => {
        const actor = { ...zoe, name: text, via: text, invokedBy: text, userAgent: text };
        const told = { actor, access: { ...access, before, after } };
        const lines = body(owed('OPENED', { because: text }, told)).split('\n');
        // One word that is longer than the line stays whole.
        const wide = lines.filter((line) => line.length > 72 && / /.test(line.slice(10)));
        expect(wide.every((line) => line.startsWith('  aws '))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('attributes', () => {
  it('let subscribers filter', () => {
    const low = owed('OPENED', {
      id: 'z',
      severity: 'LOW',
      clusterName: 'orders',
      region: 'eu-central-1',
    });
    expect(alert(low, owed('RESOLVED'), iamOwed()).attributes).toEqual({
      severity: ['CRITICAL', 'HIGH', 'LOW'],
      maxSeverity: 'CRITICAL',
      ruleId: ['irsa-trust-subject-required', 'access-entry-no-cluster-admin'],
      cluster: ['payments-prod', 'orders'],
      region: ['global', 'eu-west-1', 'eu-central-1'],
      accountId: ['011122223333'],
      transition: ['OPENED', 'RESOLVED'],
      deliveryId: 'd0d1d2d3',
    });
  });

  it('leave out what there is none of', () => {
    expect(alert(iamOwed()).attributes).not.toHaveProperty('cluster');
  });

  it('cut values at 256 characters, never inside one', () => {
    const cluster = (clusterName: string) =>
      alert(owed('OPENED', { clusterName })).attributes['cluster'];
    expect(cluster('c'.repeat(256))).toEqual(['c'.repeat(256)]);
    expect(cluster('c'.repeat(257))).toEqual(['c'.repeat(256)]);
    expect(cluster(`${'c'.repeat(255)}🚢`)).toEqual(['c'.repeat(255)]);
  });

  it('end a list with dots where it had to be cut, and stay small', () => {
    const items = Array.from({ length: 3000 }, (_, index) =>
      owed('OPENED', {
        id: `${10_000 + index}`,
        clusterName: `cluster-${index}`,
        severity: index === 2999 ? 'HIGH' : 'LOW',
      }),
    );
    const clusters = alert(...items).attributes['cluster'] ?? [];
    expect(clusters.slice(0, 2)).toEqual(['cluster-2999', 'cluster-0']);
    expect(clusters.at(-1)).toBe('...');
    expect(byteLength(JSON.stringify(clusters))).toBeGreaterThan(3_500);
    expect(byteLength(JSON.stringify(clusters))).toBeLessThan(4_010);
  });
});

describe('a storm', () => {
  const told = (length: number) =>
    tellings(Array.from({ length }, (_, index) => owed('OPENED', { id: `f${10 + index}` })));
  const mail = (alert: Partial<ChangeAlert>) =>
    emailMessage({ kind: 'change', account, told: told(27), deliveryId: 'd0d1d2d3', ...alert });

  it('is counted, and the first findings are told in full', async () => {
    const { subject, body } = mail({ changes: 3 });
    const [head = '', , ...rest] = body.split(/\n-{72}\n/);
    await expect(
      `Subject: ${subject}\n\n${head}\n…${rest.slice(-2).join('…')}`,
    ).toMatchFileSnapshot('golden/alert-storm.txt');
    expect(body.match(/^HIGH {2}OPENED/gm)).toHaveLength(25);
  });

  it('is none while all findings are told', () => {
    const { body } = mail({ told: told(25) });
    expect(body.match(/^HIGH {2}OPENED/gm)).toHaveLength(25);
    expect(body).not.toContain('are told here');
  });

  it('counts what did not fit into the message before', () => {
    const { body } = mail({ told: told(2), hidden: 24 });
    expect(body).toContain(
      '\nThe first 2 are told here. All of them are in the report of the next\n',
    );
    expect(body).toContain('\n… and 24 more findings, see the report.\n');
    expect(mail({ told: told(2), hidden: 23 }).body).not.toContain('are told here');
  });
});
