import { describe, expect, it } from 'vitest';
import {
  malformedSecretCheck,
  postedCheck,
  tokenCheck,
  unreadSecretCheck,
  webhookCheck,
} from '../../../shared/doctor/slack-checks.ts';
import type { Json } from '../../../shared/model/json.ts';
import { slackSecretIn } from '../../../shared/model/slack-secret.ts';

const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack-AbCdEf';
const place = { name: 'security', secretArn };
const notRead = { read: false, reason: 'HTTP 503' } as const;
const channel = { id: 'channel security', area: 'alerts' };
const toMend = {
  status: 'fault',
  fix: "Take the bot's token, or the address of the webhook, from the pages of your Slack app and put it into the secret; the next message uses it:",
  commands: [
    `aws secretsmanager put-secret-value --secret-id ${secretArn} --secret-string '{"token":"TOKEN"}' --region eu-west-1`,
  ],
};

describe('of a channel of Slack', () => {
  it.each([
    [
      'a token that Slack takes is ok',
      () => tokenCheck(place, { read: true, value: { ok: true, team: 'Brackwater' } }),
      {
        ...channel,
        status: 'ok',
        says: 'Slack takes the token of the channel security, of the workspace Brackwater.',
      },
    ],
    [
      'a token that it refuses is a fault',
      () => tokenCheck(place, { read: true, value: { ok: false, error: 'token_revoked' } }),
      {
        ...{ ...channel, ...toMend },
        says: 'The secret of the channel security is refused by Slack: token_revoked.',
      },
    ],
    [
      'a token that it was not asked about is unread',
      () => tokenCheck(place, notRead),
      {
        ...channel,
        status: 'unread',
        says: 'Whether Slack takes the token of the channel security is not known: HTTP 503.',
      },
    ],
    [
      'a webhook is not tried',
      () => webhookCheck(place),
      {
        ...channel,
        status: 'not-applicable',
        says: 'The secret of the channel security has the form of a webhook. Whether Slack takes it only a test message shows: doctor --test-message security.',
      },
    ],
    [
      'what Slack could not have given is a fault',
      () => malformedSecretCheck(place),
      {
        ...{ ...channel, ...toMend },
        says: 'The secret of the channel security is neither {"url":"https://hooks.slack.com/…"} nor {"token":"xoxb-…"}.',
      },
    ],
    [
      'what was not read is unread',
      () => unreadSecretCheck(place, 'AccessDenied'),
      {
        ...channel,
        status: 'unread',
        says: `The secret ${secretArn} of the channel security could not be read: AccessDenied.`,
      },
    ],
    [
      'a message that was taken is ok',
      () => postedCheck(place, { read: true, value: true }),
      {
        ...{ ...channel, id: 'test message security', status: 'ok' },
        says: 'Slack took a test message for security.',
      },
    ],
    [
      'a message that was refused is a fault',
      () => postedCheck(place, notRead),
      {
        ...{ ...channel, ...toMend, id: 'test message security' },
        says: 'The secret of the channel security did not send a test message: HTTP 503.',
      },
    ],
  ])('%s', (_, check, whole) => {
    expect(check()).toEqual(whole);
  });
});

it.each<[Json | undefined, object | undefined]>([
  [{ token: 'xoxb-1-a' }, { token: 'xoxb-1-a' }],
  [
    { url: 'https://hooks.slack.com/services/T0/B0/x' },
    { url: 'https://hooks.slack.com/services/T0/B0/x' },
  ],
  [{ token: 'xoxp-1-a' }, undefined],
  [{ url: 'https://example.com/services/T0/B0/x' }, undefined],
  [{ url: 7 }, undefined],
  ['xoxb-1-a', undefined],
  [undefined, undefined],
])('of the secret %j, %j is used', (secret, used) => {
  expect(slackSecretIn(secret)).toEqual(used);
});
