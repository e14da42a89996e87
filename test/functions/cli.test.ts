import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../functions/adapters/usage-error.ts';
import { readCommand } from '../../functions/cli/command.ts';
import {
  addAccessEntry,
  addCluster,
  addRole,
  addTrail,
  addUser,
  awsState,
} from '../support/aws/account-state.ts';
import { type LoopbackAws, startAws } from '../support/aws/start-aws.ts';
import { gatewatchCli } from '../support/cli.ts';

const sample = 'examples/brackwater';
const admin = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-cli-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A copy of the sample estate that a test may spoil. */
function copyOfSample(name: string): string {
  const copy = join(folder, name);
  cpSync(sample, copy, { recursive: true });
  return copy;
}

describe('gatewatch explain', () => {
  it('explains a finding by the beginning of its id, and a verdict by rule and subject', async () => {
    const rule = 'access-entry-no-cluster-admin';
    const subject = 'arn:aws:iam::012345678901:user/marta.ops';
    const byRule = await gatewatchCli(['explain', rule, subject]);
    expect({ status: byRule.status, err: byRule.err }).toEqual({ status: 0, err: '' });
    expect(byRule.out).toContain(`${rule}  NON_COMPLIANT\n\nSubject     ${subject}\n`);
    const [id = ''] = /(?<=Finding {5})[0-9a-f]{8}/.exec(byRule.out) ?? [];
    const byId = await gatewatchCli(['explain', id, '--snapshot', sample]);
    expect(byId.out).toBe(byRule.out);
  });

  it('explains why something is compliant', async () => {
    const { status, out } = await gatewatchCli([
      ...['explain', 'cluster-endpoint-not-public'],
      'arn:aws:eks:eu-west-1:012345678901:cluster/storefront',
    ]);
    expect(status).toBe(0);
    expect(out).toContain('nothing is wrong');
  });

  it('explains a rule in every cluster that knows the subject', async () => {
    const { out } = await gatewatchCli([
      ...['explain', 'access-entry-no-cluster-admin'],
      'arn:aws:iam::012345678901:role/break-glass',
    ]);
    expect(out.match(/^Where/gm)?.length).toBeGreaterThan(1);
  });

  it.each([
    [['0000000000'], 'no finding begins with 0000000000'],
    [[''], 'give more of the id'],
    [['no-such-rule', 'x'], '"no-such-rule" is no rule'],
    [
      ['trail-logging', 'eu-central-1'],
      'trail-logging judges no subject eu-central-1; it judges\n  eu-west-1\n  us-east-1\n',
    ],
    [['access-entry-no-cluster-admin', 'x'], '\n  … and '],
  ])('refuses %j', async (args, message) => {
    const { status, out, err } = await gatewatchCli(['explain', ...args]);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toContain(message);
  });
});

describe('gatewatch', () => {
  it('without arguments sweeps the sample estate and exits 0', async () => {
    const { status, out, err } = await gatewatchCli([]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const part of ['payments', 'storefront', '1 waived', 'CRITICAL', 'Coverage', 'Next']) {
      expect(out).toContain(part);
    }
  });

  it('ends with a break-in on it, replayed: who let whom in, and how the alert begins', async () => {
    const { out } = await gatewatchCli([]);
    const story = out.slice(out.indexOf('\nAnd when somebody changes it'));
    expect(story.split('\n').length).toBeLessThan(32);
    for (const part of [
      'CreateAccessEntry by ines.moreau@brackwater.example',
      '    CRITICAL opened: arn:aws:iam::666677778888:role/cluster-helper of account',
      '    CRITICAL resolved: access-entry-no-cluster-admin\n',
      '  Subject: [Gatewatch] CRITICAL opened: ',
      '  CRITICAL  OPENED\n',
      '  Who       ines.moreau@brackwater.example',
    ]) {
      expect(story).toContain(part);
    }
    expect(story).toMatch(/npm start -- replay examples\/break-in\/\*\.json\n$/);
  });

  it('prints help with examples and exits 0', async () => {
    const { status, out, err } = await gatewatchCli(['sweep', '--help']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('Examples\n  npm start -- sweep --snapshot examples/brackwater');
  });

  it.each([
    [['--help'], { name: 'help' }],
    [['help'], { name: 'help' }],
    [['help', 'snapshot'], { name: 'help', of: 'snapshot' }],
    [['rules', '-h'], { name: 'help', of: 'rules' }],
  ])('%j asks for help', (args, command) => {
    expect(readCommand(args)).toEqual(command);
  });

  it('lists the rules and explains one', async () => {
    expect((await gatewatchCli(['rules'])).out).toContain('irsa-trust-subject-required');
    const { out } = await gatewatchCli(['rules', 'irsa-trust-subject-required']);
    expect(out).toContain('https://');
  });

  it.each([
    [
      ['swep'],
      '"swep" is no command; commands are sweep, snapshot, replay, explain, preview-alert, waive, who-can, access, migrate-aws-auth, doctor, rules',
    ],
    [['explain'], 'explain needs a finding, or a rule and a subject'],
    [
      ['explain', 'x', '--live', '--snapshot', 'y'],
      'explain takes one of --snapshot DIR and --live',
    ],
    [['explain', 'x', '--out', 'y'], 'explain takes no --out'],
    [['explain', 'x', 'y', 'z'], 'unexpected "z"'],
    [['sweep'], 'sweep needs one of --snapshot DIR and --live'],
    [['sweep', '--live', '--snapshot', 'x'], 'sweep needs one of --snapshot DIR and --live'],
    [
      ['sweep', '--live', '--format', 'xml'],
      '--format xml: formats are table, json, markdown, html, sarif, ocsf',
    ],
    [
      ['sweep', '--live', '--fail-on', 'SEVERE'],
      '--fail-on SEVERE: severities are LOW, MEDIUM, HIGH, CRITICAL',
    ],
    [['sweep', '--live', 'more'], 'unexpected "more"'],
    [['sweep', '--live', '--allow-unread', ' '], '--allow-unread needs a reason'],
    [['snapshot'], 'snapshot needs --out DIR, a new folder'],
    [['snapshot', '--out', 'x', '--live'], 'snapshot takes no --live'],
    [['sweep', '--snapshot', 'x', '--no-kubernetes'], 'sweep --snapshot takes no --no-kubernetes'],
    [['replay', 'x', '--no-kubernetes'], 'replay takes no --no-kubernetes'],
    [['rules', '--out', 'x'], 'rules takes no --out'],
    [['sweep', '--live', '--after', 'x'], 'sweep takes no --after'],
    [['replay'], 'replay needs files that hold recorded events'],
    [['replay', 'x', '--live'], 'replay takes no --live'],
    [['replay', 'x', '--format', 'table'], '--format table: formats are text, json'],
    [['rules', 'a', 'b'], 'unexpected "b"'],
    [['--version'], 'unknown option --version'],
    [['sweep', '-v'], 'unknown option -v'],
    [['sweep', '--out'], "Option '--out <value>' argument missing"],
    [['sweep', '--out', '--live'], "Option '--out' argument is ambiguous."],
  ])('%j is wrong usage, and the message says why', (args, reason) => {
    expect(() => readCommand(args)).toThrow(new UsageError(reason));
  });

  it.each([
    [['sweep', '--live', '--colour'], 'unknown option --colour\nTry:'],
    [['sweep', '--snapshot', 'no-such-folder'], 'no-such-folder: no such folder'],
    [['sweep', '--snapshot', sample, '--config', 'none.yaml'], 'none.yaml: cannot be read'],
    [['sweep', '--snapshot', sample, '--out', 'no/such/x'], 'no/such/x: cannot be written'],
    [['rules', 'no-such-rule'], '"no-such-rule" is no rule'],
  ])('%j exits 3, without a stack trace', async (args, reason) => {
    const { status, out, err } = await gatewatchCli(args);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toContain(reason);
    expect(err).not.toContain('    at ');
  });

  it('tells every fault of a configuration, with line and key', async () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(
      file,
      'regions: [eu-west-1]\nclusterAdmin: []\nwaivers:\n  - rule: trail-logging\n',
    );
    const { status, err } = await gatewatchCli(['sweep', '--snapshot', sample, '--config', file]);
    expect(status).toBe(3);
    expect(err).toContain(`${file}:2:1: clusterAdmin`);
    expect(err).toContain(`${file}:4:5: waivers[0].owner`);
  });
});

describe('a sweep of a snapshot', () => {
  const json = async (args: readonly string[]) => {
    const ended = await gatewatchCli(['sweep', ...args, '--format', 'json']);
    return { ...ended, report: JSON.parse(ended.out) };
  };

  it('prints valid JSON and nothing else, the same bytes twice', async () => {
    const first = await json(['--snapshot', sample]);
    const second = await json(['--snapshot', sample]);
    expect(first.err).toBe('');
    expect(second.out).toBe(first.out);
    expect(first.report).toMatchObject({ schemaVersion: 1, accountId: '012345678901' });
  });

  it('exits 1 for findings at or above --fail-on, whatever their format', async () => {
    const status = async (...args: string[]) =>
      (await gatewatchCli(['sweep', '--snapshot', sample, ...args])).status;
    expect(await status()).toBe(1);
    expect(await status('--fail-on', 'critical', '--format', 'markdown')).toBe(1);
  });

  it('writes the report to a file and leaves standard output alone', async () => {
    const file = join(folder, 'report.md');
    const args = ['sweep', '--snapshot', sample, '--format', 'markdown', '--out', file];
    const { out, err } = await gatewatchCli(args);
    expect({ out, err }).toEqual({ out: '', err: `Report written to ${file}.\n` });
    expect(readFileSync(file, 'utf8')).toContain('access-entry-no-cluster-admin');
  });

  it('writes a page for a browser, which says that a first look has no history', async () => {
    const file = join(folder, 'report.html');
    const args = ['sweep', '--snapshot', sample, '--format', 'html', '--out', file];
    const { status, out, err } = await gatewatchCli(args);
    expect({ status, out, err }).toEqual({
      status: 1,
      out: '',
      err: `Report written to ${file}.\n`,
    });
    const page = readFileSync(file, 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('No history: this was the first look');
    expect(page.match(/<svg class="sankey"/g)).toHaveLength(3);
  });

  it('draws the findings over time that a folder remembers', async () => {
    const state = join(folder, 'remembered');
    const args = ['sweep', '--snapshot', sample, '--state', state, '--format', 'html'];
    await gatewatchCli(args);
    const { out } = await gatewatchCli(args);
    expect(out).toContain('124 findings in all, 0 of them resolved.');
    expect(out).toContain('<svg class="history"');
  });

  it('names file, line and column of malformed JSON, and judges the rest', async () => {
    const copy = copyOfSample('malformed');
    writeFileSync(join(copy, 'eu-west-1/eks/payments/cluster.json'), '{\n  "cluster": {,\n}\n');
    const { status, err, report } = await json(['--snapshot', copy]);
    expect(status).toBe(1);
    expect(err).toContain('eu-west-1/eks/payments/cluster.json:2:15');
    // The sample has clusters that nobody looked into.
    const unread = report.coverage.filter(
      ({ fact, read }: { fact: string; read: boolean }) => !read && fact !== 'kubernetes',
    );
    expect(unread).toMatchObject([{ fact: 'cluster', place: 'eu-west-1', item: 'payments' }]);
    const rules = report.findings
      .filter(({ clusterName }: { clusterName: string }) => clusterName === 'payments')
      .map(({ ruleId }: { ruleId: string }) => ruleId);
    expect(rules).toContain('access-entry-no-cluster-admin');
    expect(rules).not.toContain('cluster-endpoint-not-public');
  });

  it('exits 2 when nothing is wrong but something was unread, unless that is allowed', async () => {
    const copy = copyOfSample('quiet');
    for (const name of ['payments'])
      rmSync(join(copy, `eu-west-1/eks/${name}`), { recursive: true });
    rmSync(join(copy, 'us-east-1'), { recursive: true });
    rmSync(join(copy, 'iam'), { recursive: true });
    writeFileSync(join(copy, 'gatewatch.yaml'), 'regions: [eu-west-1]\n');
    const args = ['sweep', '--snapshot', copy, '--fail-on', 'CRITICAL'];
    expect((await gatewatchCli(args)).status).toBe(2);
    const allowed = await gatewatchCli([...args, '--allow-unread', 'only EKS was exported']);
    expect(allowed.status).toBe(0);
    expect(allowed.err).toContain('Unread allowed: only EKS was exported');
  });

  it('lists what could not be decided, with its reason, and does not call it clean', async () => {
    const copy = copyOfSample('undecided');
    const file = join(copy, 'eu-west-1/eks/storefront/cluster.json');
    const cluster = JSON.parse(readFileSync(file, 'utf8'));
    delete cluster.cluster.accessConfig;
    writeFileSync(file, JSON.stringify(cluster));
    const { report } = await json(['--snapshot', copy]);
    expect(report.undecided).toMatchObject([
      {
        ruleId: 'cluster-authentication-mode-api',
        region: 'eu-west-1',
        clusterName: 'storefront',
      },
    ]);
    const table = await gatewatchCli(['sweep', '--snapshot', copy]);
    expect(table.out).toContain('undecided cluster-authentication-mode-api on');
    const onlyThat = join(folder, 'only.yaml');
    const off = report.rules
      .map(({ ruleId }: { ruleId: string }) => ruleId)
      .filter((id: string) => id !== 'cluster-authentication-mode-api');
    const rules = off.map((id: string) => `  ${id}: { enabled: false }\n`).join('');
    writeFileSync(onlyThat, `regions: [eu-west-1]\nrules:\n${rules}`);
    const args = ['sweep', '--snapshot', copy, '--config', onlyThat];
    expect((await gatewatchCli(args)).status).toBe(2);
  });

  it('remembers findings in a folder, and tells how many moved', async () => {
    const args = ['sweep', '--snapshot', sample, '--state', join(folder, 'state')];
    expect((await gatewatchCli(args)).err).toContain('124 findings moved');
    expect((await gatewatchCli(args)).err).toContain('0 findings moved');
  });
});

describe('a live account', () => {
  let aws: LoopbackAws;
  beforeAll(async () => {
    const state = awsState('012345678901');
    const prod = addCluster(state, 'eu-west-1', 'prod');
    addAccessEntry(prod, addRole(state, 'ci'), [admin, view]);
    addAccessEntry(prod, addUser(state, 'alice'), [view]);
    addAccessEntry(prod, 'arn:aws:iam::012345678901:role/gone');
    addCluster(state, 'eu-west-1', 'legacy', {
      accessConfig: { authenticationMode: 'CONFIG_MAP' },
    });
    addCluster(state, 'eu-west-1', 'locked');
    addTrail(state, 'eu-west-1', 'all');
    aws = await startAws(state);
  });
  afterAll(() => aws.close());

  const live = (args: readonly string[]) =>
    gatewatchCli(args, { ...aws.environment, AWS_REGION: 'eu-west-1' });

  it('swept live and on its snapshot gives the same findings and coverage to the byte', async () => {
    const out = join(folder, 'live');
    const snapshot = await live(['snapshot', '--out', out, '--no-kubernetes']);
    expect(snapshot).toMatchObject({ status: 0, out: '' });
    const direct = await live(['sweep', '--live', '--no-kubernetes', '--format', 'json']);
    const offline = await gatewatchCli(['sweep', '--snapshot', out, '--format', 'json']);
    expect(direct.status).toBe(1);
    expect(timeless(offline.out)).toBe(timeless(direct.out));
    expect(JSON.parse(direct.out).findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(
      expect.arrayContaining(['access-entry-no-cluster-admin', 'access-entry-principal-exists']),
    );
  });

  it('does so too where something was denied, with the same reason', async () => {
    const alice = 'arn:aws:iam::012345678901:user/alice';
    aws.faults.add({ operation: 'DescribeAccessEntry', resource: alice, answer: 'denied' });
    aws.faults.add({ operation: 'DescribeCluster', resource: 'locked', answer: 'denied' });
    const out = join(folder, 'denied');
    const snapshot = await live(['snapshot', '--out', out]);
    expect(snapshot.status).toBe(2);
    expect(snapshot.err).toContain('AccessDenied');
    const inside = snapshot.err.split('\n').filter((line) => line.includes('/kubernetes'));
    expect(inside.filter((line) => line.includes('/locked/'))).toEqual([
      expect.stringMatching(/^eu-west-1\/eks\/locked\/kubernetes: AccessDenied: /),
    ]);
    const direct = await live(['sweep', '--live', '--format', 'json']);
    const offline = await gatewatchCli(['sweep', '--snapshot', out, '--format', 'json']);
    expect(timeless(offline.out)).toBe(timeless(direct.out));
    expect(direct.out).toContain('AccessDenied');
  });

  it('is not written over another snapshot', async () => {
    const out = join(folder, 'taken');
    await live(['snapshot', '--out', out]);
    const before = readdirSync(out);
    const { status, err } = await live(['snapshot', '--out', out]);
    expect(status).toBe(3);
    expect(err).toContain('not empty');
    expect(readdirSync(out)).toEqual(before);
  });
});

/** A report without the moment at which it was made. */
function timeless(report: string): string {
  return report.replace(/"takenAt": "[^"]*"/, '"takenAt": ""');
}
