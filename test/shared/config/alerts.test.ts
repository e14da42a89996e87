import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../shared/config/config.ts';

const room = { slack: { secret: 'gatewatch/slack', channel: 'C0123456789' } };
const window = {
  from: '2026-12-01T22:00Z',
  until: '2026-12-02T04:00Z',
  reason: 'upgrade',
  owner: 'platform',
};

/** What is wrong with these settings, as `path: message`. */
function problems(alerts: unknown, rest: object = {}): readonly string[] {
  const parsed = parseConfig({ alerts, ...rest }, ['trail-logging']);
  if ('config' in parsed) return [];
  return parsed.problems.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`);
}

describe('a channel', () => {
  test.each([
    [
      'of no kind',
      {},
      'channels.x: expected exactly one of emails, slack, slackWebhook, amazonQ, eventBus, securityHub',
    ],
    [
      'of two kinds',
      { ...room, eventBus: 'default' },
      'channels.x: expected exactly one of emails, slack, slackWebhook, amazonQ, eventBus, securityHub',
    ],
    ['without an address', { emails: [] }, 'channels.x.emails: expected at least one'],
    [
      'by the name of a Slack channel',
      { slack: { ...room.slack, channel: '#alerts' } },
      'channels.x.slack.channel: expected the id of a Slack channel such as C0123456789',
    ],
    [
      'without a secret',
      { slackWebhook: {} },
      'channels.x.slackWebhook.secret: missing; expected the name or ARN of a secret of Secrets Manager',
    ],
    [
      'by a pattern of secrets',
      { slackWebhook: { secret: 'gatewatch/*' } },
      'channels.x.slackWebhook.secret: expected the name or ARN of a secret of Secrets Manager',
    ],
    [
      'by the ARN of something else',
      { slackWebhook: { secret: 'arn:aws:ssm:eu-west-1:111122223333:parameter/slack' } },
      'channels.x.slackWebhook.secret: expected the name or ARN of a secret of Secrets Manager',
    ],
    [
      'of a workspace by name',
      { amazonQ: { workspace: 'brackwater', channel: 'C0123456789' } },
      'channels.x.amazonQ.workspace: expected the id of a Slack workspace such as T0123456789',
    ],
    [
      'that is off',
      { securityHub: false },
      'channels.x.securityHub: expected true; leave the channel out otherwise',
    ],
    [
      'of a kind that there is not',
      { slak: {} },
      'channels.x.slak: unknown key "slak"; did you mean slack?',
    ],
  ])('%s is refused', (_, channel, problem) => {
    expect(problems({ channels: { x: channel }, routes: [{ to: 'x' }] })).toContain(problem);
  });

  test.each([
    'gatewatch/slack_1+2=3.@-4',
    'arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:gatewatch/slack-a1B2c3',
  ])('may name its secret %s', (secret) => {
    const channels = { x: { slackWebhook: { secret } } };
    expect(problems({ channels, routes: [{ to: 'x' }] })).toEqual([]);
  });

  test.each(['findings', 'operations', 'all'])('is not called %s', (name) => {
    expect(problems({ channels: { [name]: room }, routes: [{ to: name }] })).toEqual([
      `channels.${name}: ${name} is the name of what every deployment has: call the channel otherwise`,
    ]);
  });

  test('that nothing is sent to is a mistake', () => {
    expect(problems({ channels: { room } })).toEqual([
      'channels.room: nothing is sent to it: no route in alerts.routes names room',
    ]);
  });
});

describe('a route', () => {
  test.each([
    [
      'to a channel that there is not',
      { to: 'roon' },
      'routes.1.to: unknown channel "roon"; did you mean room?',
    ],
    [
      'of a tenant that there is not',
      { to: 'room', tenants: ['payment'] },
      'routes.1.tenants.0: unknown tenant "payment"; did you mean payments?',
    ],
    [
      'of a rule that there is not',
      { to: 'room', rules: ['trail-loging'] },
      'routes.1.rules.0: unknown rule "trail-loging"; did you mean trail-logging?',
    ],
    [
      'of a cluster without its Region',
      { to: 'room', clusters: ['payments'] },
      'routes.1.clusters.0: expected a cluster as region/name, such as eu-west-1/payments',
    ],
    [
      'of no cluster at all',
      { to: 'room', clusters: [] },
      'routes.1.clusters: expected at least one',
    ],
    ['to nowhere', {}, 'routes.1.to: missing; expected text: the name of a channel'],
  ])('%s is refused', (_, route, problem) => {
    const alerts = { channels: { room }, routes: [{ to: 'room' }, route] };
    expect(problems(alerts, { tenants: { payments: {} } })).toEqual([problem]);
  });
});

describe('a maintenance window', () => {
  test.each([
    [
      'that ends before it begins',
      { ...window, until: window.from },
      'maintenance.0: expected to end after it begins',
    ],
    [
      'on a day that there is not',
      { ...window, from: '2026-02-30T22:00Z' },
      'maintenance.0.from: expected a moment in UTC such as 2026-12-01T22:00Z',
    ],
    [
      'in the time of some place',
      { ...window, from: '2026-12-01T22:00+01:00' },
      'maintenance.0.from: expected a moment in UTC such as 2026-12-01T22:00Z',
    ],
    [
      'at half a millisecond',
      { ...window, from: 0.5 },
      'maintenance.0.from: expected a moment in UTC such as 2026-12-01T22:00Z',
    ],
    [
      'of nobody',
      { ...window, owner: undefined },
      'maintenance.0.owner: missing; expected text: who answers for it',
    ],
  ])('%s is refused', (_, given, problem) => {
    expect(problems({ maintenance: [given] })).toEqual([problem]);
  });

  test('may be of all clusters, and to the second', () => {
    expect(
      problems({ maintenance: [window, { ...window, until: '2026-12-02T04:00:59Z' }] }),
    ).toEqual([]);
  });
});

describe('reminders', () => {
  test.each([0, 366, 1.5, '7'])('after %j days are refused', (days) => {
    expect(problems({ reminders: { HIGH: days } })).toEqual([
      'reminders.HIGH: expected a number of days, 1 to 365',
    ]);
  });

  test('of a severity that there is not are refused', () => {
    expect(problems({ reminders: { high: 7 } })).toEqual([
      'reminders.high: unknown key "high"; did you mean HIGH?',
    ]);
  });
});

test('digests come with each sweep or daily', () => {
  expect(problems({ digest: 'weekly' })).toEqual(['digest: expected sweep or daily']);
});
