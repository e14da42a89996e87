import { afterEach, describe, expect, it } from 'vitest';
import type { Secret } from '../../functions/adapters/secrets.ts';
import { slackApi, slackWorkspace } from '../../functions/adapters/slack-api.ts';
import { examineChannels } from '../../functions/deliver/examine-channels.ts';
import { slackChannel } from '../../functions/deliver/slack-channel.ts';
import type { Check } from '../../shared/model/check.ts';
import { type LocalSlack, localSlack, notOk, type SlackScript } from '../support/slack.ts';

const account = { accountId: '111122223333', partition: 'aws' };
const put = `aws secretsmanager put-secret-value --secret-id gatewatch/slack --secret-string '{"token":"TOKEN"}' --region eu-west-1`;
const holding = (token: string): Secret<{ readonly token: string }> => ({
  current: async () => ({ token }),
  renewed: async () => ({ token }),
});

let slack: LocalSlack;
afterEach(() => slack.close());

async function channel(script?: SlackScript) {
  slack = await localSlack(script);
  const bot = { secret: holding('xoxb-1-SECRET'), endpoint: slack.endpoint };
  return slackChannel({
    ...{ name: 'security', account },
    secret: { id: 'gatewatch/slack', region: 'eu-west-1', holds: 'token' },
    tried: () => slackWorkspace(bot),
    room: slackApi({ ...bot, channel: 'C0123456789' }),
  });
}

describe('the token of a bot', () => {
  it('is ok where Slack knows it, and asking says nothing in the channel', async () => {
    const { check } = await channel(() => ({
      status: 200,
      body: '{"ok":true,"team":"Brackwater"}',
    }));
    expect(await check()).toEqual({
      id: 'channel security',
      area: 'alerts',
      status: 'ok',
      says: 'Slack takes the token of the channel security, of the workspace Brackwater. Whether it may post there only a test message shows: doctor --test-message security.',
    });
    expect(slack.posts).toEqual([
      { path: '/api/auth.test', authorization: 'Bearer xoxb-1-SECRET', body: {} },
    ]);
  });

  it('is a fault where Slack refuses it, with the command that puts another', async () => {
    const { check } = await channel(() => notOk('invalid_auth'));
    expect(await check()).toEqual({
      id: 'channel security',
      area: 'alerts',
      status: 'fault',
      says: 'Nothing can be told to the channel security. Slack refused the token: invalid_auth.',
      fix: 'Put the bot token of an app that is installed in the workspace into the secret; it is read again by the next try.',
      commands: [put],
    });
  });

  it.each([
    ['Slack is down', { status: 503, body: '' }, 'Slack has trouble of its own: HTTP 503.'],
    ['Slack holds us back', { status: 429, body: '' }, 'Slack asks to come back in 30 s.'],
    ['Slack fails', notOk('internal_error'), 'Slack has trouble of its own: internal_error.'],
  ])('is unread where %s', async (_, answer, reason) => {
    const { check } = await channel(() => answer);
    expect(await check()).toEqual({
      id: 'channel security',
      area: 'alerts',
      status: 'unread',
      says: `Whether anything can be told to the channel security is not known. ${reason}`,
    });
  });

  it('is unread where Slack is not reached, and the reason does not tell the token', async () => {
    const { check } = await channel();
    slack.close();
    const { status, says } = await check();
    expect(status).toBe('unread');
    expect(says).toContain('Slack was not reached: ');
    expect(says).not.toContain('SECRET');
  });
});

describe('a test message', () => {
  const id = 'test message security';

  it('is posted to the channel, and says that it is a test', async () => {
    const { test } = await channel();
    expect(await test()).toEqual({
      ...{ id, area: 'alerts', status: 'ok' },
      says: 'Slack took a test message for security.',
    });
    expect(slack.posts.map(({ path, body }) => [path, body.channel, body.text])).toEqual([
      [
        '/api/chat.postMessage',
        'C0123456789',
        'This is a test of the channel security of Gatewatch in account 111122223333. Somebody asked for it with "doctor --test-message". It tells of no change and of no finding, and there is nothing to do.',
      ],
    ]);
  });

  it.each([
    [
      'of a channel that Slack does not know',
      notOk('channel_not_found'),
      'Slack refused the message: channel_not_found.',
      {
        fix: 'Correct the id of the channel in alerts.channels, or invite the app if the channel is private.',
      },
    ],
    [
      'with a token that Slack does not take',
      notOk('token_revoked'),
      'Slack refused the message: token_revoked.',
      {
        fix: 'Put the bot token of an app that is installed in the workspace into the secret; it is read again by the next try.',
        commands: [put],
      },
    ],
    [
      'that Slack gives no reason for',
      notOk('odd_error'),
      'Slack refused the message: odd_error.',
      {},
    ],
    [
      'while Slack is down',
      { status: 503, body: '' },
      'Slack has trouble of its own: HTTP 503.',
      { fix: 'Ask once more in a while. Alerts are tried six times over.' },
    ],
  ])('%s is a fault', async (_, answer, reason, mend) => {
    const { test } = await channel(() => answer);
    expect(await test()).toEqual({
      ...{ id, area: 'alerts', status: 'fault' },
      says: `Nothing can be told to the channel security. ${reason}`,
      ...mend,
    });
  });

  it('to a channel that there is not is refused, by those there are', async () => {
    const channels = [await channel()];
    await expect(examineChannels(channels, { testMessage: 'pager' })).rejects.toThrow(
      'There is no channel "pager"; channels are findings, operations, security',
    );
  });

  it('is not sent by a look', async () => {
    const channels = [await channel(() => ({ status: 200, body: '{"ok":true,"team":"B"}' }))];
    const { checks } = await examineChannels(channels, { doctor: true });
    expect(checks.map(({ id: of }: Check) => of)).toEqual(['channel security']);
    expect(slack.posts.map(({ path }) => path)).toEqual(['/api/auth.test']);
  });
});
