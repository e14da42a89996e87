import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackAuthority } from '../../functions/adapters/slack-auth.ts';
import { slackChannel } from '../../functions/alert/slack-channel.ts';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Check, Known } from '../../shared/model/check.ts';

const account = { accountId: '111122223333', partition: 'aws' };
const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack-AbCdEf';
const put = `aws secretsmanager put-secret-value --secret-id ${secretArn} --secret-string '{"token":"TOKEN"}' --region eu-west-1`;
const fix =
  "Take the bot's token, or the address of the webhook, from the pages of your Slack app and put it into the secret; the next message uses it:";

let slack: Server;
let endpoint: string;
/** How Slack answers. */
let answer: { readonly status: number; readonly body: string };
const seen: string[] = [];

beforeAll(async () => {
  slack = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
});

afterAll(() => {
  slack.close();
});

const sent: AlertMessage[] = [];

function channel(secret: Known<string>, at = endpoint) {
  return slackChannel({
    ...{ name: 'security', secretArn, account },
    secret: async () => secret,
    slack: slackAuthority(at),
    post: async (message) => {
      sent.push(message);
      return { read: true, value: true };
    },
  });
}

function holding(text: string, at?: string): Promise<Check> {
  return channel({ read: true, value: text }, at).check();
}

const token = '{"token":"xoxb-1-abc"}';

describe('the secret of a Slack channel', () => {
  it('is ok where Slack knows its token', async () => {
    answer = { status: 200, body: '{"ok":true,"team":"Brackwater","user":"gatewatch"}' };
    expect(await holding(token)).toEqual({
      id: 'channel security',
      area: 'alerts',
      status: 'ok',
      says: 'Slack takes the token of the channel security, of the workspace Brackwater.',
    });
    expect(seen.at(-1)).toBe('POST /auth.test Bearer xoxb-1-abc');
  });

  it('is a fault where Slack refuses it, with the command that puts another', async () => {
    answer = { status: 200, body: '{"ok":false,"error":"invalid_auth"}' };
    expect(await holding(token)).toEqual({
      id: 'channel security',
      area: 'alerts',
      status: 'fault',
      says: 'The secret of the channel security is refused by Slack: invalid_auth.',
      fix,
      commands: [put],
    });
  });

  it.each([
    ['nothing of JSON', 'xoxb-1-abc'],
    ['no object', '["xoxb-1-abc"]'],
    ['a token of a user', '{"token":"xoxp-1-abc"}'],
    ['an address elsewhere', '{"url":"https://hooks.slack.com.example.net/services/T/B/x"}'],
    ['an address without TLS', '{"url":"http://hooks.slack.com/services/T/B/x"}'],
  ])('is a fault where it is %s', async (_, text) => {
    const before = seen.length;
    expect(await holding(text)).toMatchObject({ status: 'fault', commands: [put] });
    expect(seen.length).toBe(before);
  });

  it.each(['slack', 'slack-gov'])('is not tried where it is a webhook of %s.com', async (host) => {
    const url = `https://hooks.${host}.com/services/T0/B0/x`;
    expect(await holding(JSON.stringify({ url }))).toMatchObject({ status: 'not-applicable' });
  });

  it.each([
    ['Slack is down', { status: 503, body: '' }, 'Slack answered with 503'],
    ['Slack holds us back', { status: 429, body: '' }, 'Slack answered with 429'],
  ])('is unread where %s', async (_, down, reason) => {
    answer = down;
    expect(await holding(token)).toMatchObject({
      status: 'unread',
      says: `Whether Slack takes the token of the channel security is not known: ${reason}.`,
    });
  });

  it('is unread where Slack is not reached, and the reason does not tell the token', async () => {
    const { status, says } = await holding(token, 'http://127.0.0.1:1');
    expect(status).toBe('unread');
    expect(says).toContain('Slack was not reached: ');
    expect(says).not.toContain('xoxb');
  });

  it('is unread where Secrets Manager does not give it', async () => {
    expect(await channel({ read: false, reason: 'AccessDenied' }).check()).toMatchObject({
      status: 'unread',
      says: `The secret ${secretArn} of the channel security could not be read: AccessDenied.`,
    });
  });
});

it('a test message goes the way of every message', async () => {
  expect(await channel({ read: true, value: token }).test()).toMatchObject({
    id: 'test message security',
    status: 'ok',
  });
  expect(sent.map(({ subject }) => subject)).toEqual([
    '[Gatewatch] Test message, account 111122223333',
  ]);
});

it('a test message that is refused is a fault', async () => {
  const refused = slackChannel({
    ...{ name: 'security', secretArn, account, slack: slackAuthority(endpoint) },
    secret: async () => ({ read: true, value: token }),
    post: async () => ({ read: false, reason: 'channel_not_found' }),
  });
  expect(await refused.test()).toMatchObject({
    id: 'test message security',
    status: 'fault',
    says: 'The secret of the channel security did not send a test message: channel_not_found.',
  });
});
