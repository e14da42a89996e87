import { describe, expect, it } from 'vitest';
import { readCommand } from '../../functions/cli/command.ts';
import { gatewatchCli } from '../support/cli.ts';

const event = 'examples/events/attach-role-policy.json';

describe('preview-alert', () => {
  it('shows the e-mail about a finding of the sample estate, as if it had opened just now', async () => {
    const { status, out, err } = await gatewatchCli(['preview-alert', '6f405a20']);
    expect([status, err]).toEqual([0, expect.not.stringContaining('failed')]);
    expect(out).toMatch(
      /^Subject: \[Gatewatch\] CRITICAL opened: user\/marta\.ops, an IAM user, is/,
    );
    expect(out).toContain('\nFix       Disassociate the policy');
  });

  it('shows what an event leads to as programs are told it', async () => {
    const { status, out } = await gatewatchCli(['preview-alert', event, '--format', 'json']);
    expect([status, JSON.parse(out)]).toMatchObject([
      0,
      [
        {
          source: 'gatewatch',
          'detail-type': 'Gatewatch Finding Opened',
          detail: { transition: { actor: { eventName: 'AttachRolePolicy' } } },
        },
        { detail: { transition: { finding: { ruleId: 'service-account-takeover-guarded' } } } },
      ],
    ]);
  });

  it('shows it as Slack takes it', async () => {
    const { status, out } = await gatewatchCli(['preview-alert', event, '--format', 'slack']);
    expect([status, JSON.parse(out)]).toMatchObject([
      0,
      [{ text: expect.stringContaining('CRITICAL opened'), blocks: expect.any(Array) }, {}],
    ]);
  });

  it('shows it as Amazon Q takes it', async () => {
    const { status, out } = await gatewatchCli(['preview-alert', event, '--format', 'q']);
    expect([status, JSON.parse(out)]).toMatchObject([
      0,
      [{ version: '1.0', source: 'custom' }, { version: '1.0' }],
    ]);
  });

  it('knows a finding from a file that is not there', async () => {
    const { status, err } = await gatewatchCli(['preview-alert', 'nofinding']);
    expect([status, err]).toEqual([
      3,
      expect.stringContaining('no finding begins with nofinding, and there is no such file'),
    ]);
  });

  it.each([
    [['preview-alert'], 'preview-alert needs the id of a finding, or files with recorded events'],
    [
      ['preview-alert', 'a', '--format', 'html'],
      '--format html: formats are email, slack, q, json',
    ],
    [['preview-alert', 'a', '--state', 'x'], 'preview-alert takes no --state'],
    [
      ['preview-alert', 'a', '--live', '--snapshot', 'x'],
      'preview-alert takes one of --snapshot DIR and --live',
    ],
  ])('refuses %j', (args, problem) => {
    expect(() => readCommand(args)).toThrow(problem);
  });
});
