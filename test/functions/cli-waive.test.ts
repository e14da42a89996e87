import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readCommand } from '../../functions/cli/command.ts';
import { snapshotPlace } from '../../functions/cli/place.ts';
import { sampleFolder } from '../../functions/cli/sample-command.ts';
import { runSweep } from '../../functions/cli/sweep-command.ts';
import { waiveCommand } from '../../functions/cli/waive-command.ts';
import { gatewatchCli } from '../support/cli.ts';
import { silentTerminal } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-waive-'));
const file = join(folder, 'gatewatch.yaml');
afterEach(() => rmSync(file, { force: true }));

const today = '2026-11-26';
const given = {
  name: 'waive',
  reason: 'Moves to another role (MKT-99)',
  owner: 'marketplace',
  expires: '2027-01-31',
  from: 'sample',
  write: false,
} as const;

/** The finding about the role marketplace-onboarding, which may let anybody in. */
const findingId = '576a2d13';

const sample = readFileSync(join(sampleFolder, 'gatewatch.yaml'), 'utf8');
const added = [
  '  - rule: workload-role-no-cluster-access-grant',
  '    subject: arn:aws:iam::012345678901:role/marketplace-onboarding',
  '    reason: Moves to another role (MKT-99)',
  '    owner: marketplace',
  '    expires: 2027-01-31',
];

async function waive(
  changes: Partial<Parameters<typeof waiveCommand>[2]> = {},
  text: string | Buffer = sample,
) {
  writeFileSync(file, text);
  const terminal = silentTerminal();
  const place = await snapshotPlace(sampleFolder, file);
  const status = await waiveCommand(terminal, place, { ...given, findingId, ...changes }, today);
  return { status, ...terminal.said };
}

describe('waive', () => {
  it('shows the change as a diff, and leaves the file alone', async () => {
    const { status, out, err } = await waive();
    expect(status).toBe(0);
    expect(out).toBe(
      [
        `--- a${file}`,
        `+++ b${file}`,
        '@@ -56,6 +56,11 @@',
        '     reason: The courier calls in from changing addresses (OPS-77)',
        '     owner: logistics@brackwater.example',
        '     expires: 2027-03-31',
        ...added.map((line) => `+${line}`),
        ' ',
        ' alerts:',
        '   minimumSeverity: MEDIUM',
        '',
      ].join('\n'),
    );
    expect(err).toContain('It waives 576a2d13, CRITICAL, workload-role-no-cluster-access-grant: ');
    expect(err).toContain(`Nothing is written to ${file}; --write does.`);
    expect(readFileSync(file, 'utf8')).toBe(sample);
  });

  it('writes the file when told to, and the next sweep finds the finding waived', async () => {
    const { err } = await waive({ write: true });
    expect(err).toContain('for review');
    const lines = sample.split('\n');
    const at = lines.indexOf('alerts:') - 1;
    expect(readFileSync(file, 'utf8')).toBe(lines.toSpliced(at, 0, ...added).join('\n'));
    const { report } = await runSweep(
      silentTerminal(),
      await snapshotPlace(sampleFolder, file),
      undefined,
    );
    expect(report.findings.find(({ id }) => id.startsWith(findingId))).toMatchObject({
      status: 'waived',
      waiver: { reason: given.reason, owner: given.owner, expires: given.expires },
    });
  });

  it('of a finding in a cluster names the cluster and the Region', async () => {
    const { out } = await waive({ findingId: 'ce6516a3' });
    expect(out).toMatch(/\n\+ {4}cluster: payments\n\+ {4}region: eu-west-1\n/);
  });

  it('warns of a year and more, and not of a year', async () => {
    const warning = 'more than a year';
    expect((await waive({ expires: '2027-11-26' })).err).not.toContain(warning);
    expect((await waive({ expires: '2027-11-27' })).err).toContain('It holds for 366 days, more');
  });

  it('takes the day itself for the last', async () => {
    expect(await waive({ expires: today })).toMatchObject({ status: 0 });
    await expect(waive({ expires: '2026-11-25' })).rejects.toThrow(
      '--expires 2026-11-25: that is past',
    );
  });

  it.each<[string, Parameters<typeof waive>, string | RegExp]>([
    ['no such finding', [{ findingId: 'none' }], 'no finding begins with none'],
    ['several', [{ findingId: '' }], /^\d+ findings begin with ; give more of the id$/],
    [
      'one that is waived',
      [{ findingId: 'b94baf77' }],
      `${file}:40:5: waivers[0] waives it already, until 2027-02-28`,
    ],
    [
      'one whose waiver has expired',
      [{ findingId: '8a063c83' }],
      `${file}:47:5: waivers[1] waived it until 2026-09-30: give that one a new end`,
    ],
    ['one about a waiver', [{ findingId: 'd4a897e8' }], 'change or remove that waiver instead'],
    [
      'a file in which the list is an alias',
      [{}, 'trustedAccounts: &none []\nwaivers: *none\n'],
      `${file}:2:1: waivers: nothing can be added to it by this command; by hand it is\n  - rule: workload`,
    ],
    ['a file that is no UTF-8', [{}, Buffer.from('# \xE9\n', 'latin1')], 'not UTF-8 text'],
  ])('refuses %s', async (_, [changes, text], problem) => {
    await expect(waive(changes, text)).rejects.toThrow(problem);
    expect(readFileSync(file)).toEqual(Buffer.from(text ?? sample));
  });

  it('makes a file where there is none', async () => {
    const terminal = silentTerminal();
    const { configFile: _, ...place } = await snapshotPlace(sampleFolder);
    await waiveCommand(terminal, place, { ...given, findingId }, today);
    expect(terminal.said.out).toBe(
      [
        '--- /dev/null',
        '+++ b/gatewatch.yaml',
        '@@ -0,0 +1,6 @@',
        '+waivers:',
        ...added.map((line) => `+${line}`),
        '',
      ].join('\n'),
    );
  });

  it('runs from the command line', async () => {
    const args = ['waive', findingId, '--reason', 'r', '--owner', 'o', '--expires', '2001-01-01'];
    expect(await gatewatchCli(args)).toMatchObject({
      status: 3,
      out: '',
      err: expect.stringContaining('--expires 2001-01-01: that is past'),
    });
  });

  const whole = ['waive', 'a', '--reason', ' r ', '--owner', 'o', '--expires', '2027-01-31'];
  it('is read from its words', () => {
    expect(readCommand([...whole, '--live', '--write', '--config', 'c.yaml'])).toEqual({
      name: 'waive',
      findingId: 'a',
      reason: 'r',
      owner: 'o',
      expires: '2027-01-31',
      from: 'live',
      config: 'c.yaml',
      write: true,
    });
  });

  it.each([
    [['waive'], 'waive needs the id of a finding'],
    [['waive', 'a'], 'waive needs --reason TEXT, --owner TEXT, --expires YYYY-MM-DD'],
    [['waive', 'a', '--reason', ' ', '--owner', 'o'], 'waive needs --reason TEXT, --expires'],
    [[...whole, '--expires', '2026-02-30'], '--expires 2026-02-30: expected a day as YYYY-MM-DD'],
    [[...whole, '--format', 'json'], 'waive takes no --format'],
    [[...whole, 'b'], 'unexpected "b"'],
    [[...whole, '--write'], 'waive --write needs --snapshot DIR, --live or --config FILE'],
    [['explain', 'a', '--reason', 'x'], 'explain takes no --reason'],
  ])('refuses %j', (args, problem) => {
    expect(() => readCommand(args)).toThrow(problem);
  });
});
