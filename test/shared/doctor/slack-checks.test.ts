import { expect, it } from 'vitest';
import {
  malformedSecretCheck,
  postedCheck,
  tokenCheck,
  unreadSecretCheck,
  webhookCheck,
} from '../../../shared/doctor/slack-checks.ts';
import type { Json } from '../../../shared/model/json.ts';
import { slackSecretIn } from '../../../shared/model/slack-secret.ts';

const place = {
  name: 'security',
  secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack-AbCdEf',
};
const notRead = { read: false, reason: 'HTTP 503' } as const;

it.each([
  [
    'a token that Slack takes',
    tokenCheck(place, { read: true, value: { ok: true, team: 'B' } }),
    'ok',
  ],
  [
    'a token that it refuses',
    tokenCheck(place, { read: true, value: { ok: false, error: 'token_revoked' } }),
    'fault',
  ],
  ['a token that it was not asked about', tokenCheck(place, notRead), 'unread'],
  ['a webhook', webhookCheck(place), 'not-applicable'],
  ['what Slack could not have given', malformedSecretCheck(place), 'fault'],
  ['what was not read', unreadSecretCheck(place, 'AccessDenied'), 'unread'],
  ['a message that was taken', postedCheck(place, { read: true, value: true }), 'ok'],
  ['a message that was refused', postedCheck(place, notRead), 'fault'],
])('of a channel of Slack, %s is %s', (_, check, status) => {
  expect(check.status).toBe(status);
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
