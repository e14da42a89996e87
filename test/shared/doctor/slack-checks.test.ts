import { expect, it } from 'vitest';
import { slackFaultCheck, webhookCheck } from '../../../shared/doctor/slack-checks.ts';

const region = 'eu-west-1';
const arn = 'arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:team/slack-AbCdEf';
const token = { name: 'bot', secret: { id: 'team/slack', region, holds: 'token' } } as const;
const url = { name: 'the room', secret: { id: arn, region, holds: 'url' } } as const;
const channel = { id: 'channel bot', area: 'alerts' };

it('a webhook is not tried, and the command that would is one that can be pasted', () => {
  expect(webhookCheck(url)).toEqual({
    ...{ id: 'channel the room', area: 'alerts', status: 'not-applicable' },
    says: "The secret of the channel the room has the form of a webhook. Whether Slack takes it only a test message shows: doctor --test-message 'the room'.",
  });
});

it('what has no fix that is known has none', () => {
  const fault = { what: 'It is odd.', advice: undefined, secret: undefined };
  expect(slackFaultCheck(token, fault)).toEqual({
    ...{ ...channel, status: 'fault' },
    says: 'Nothing can be told to the channel bot. It is odd.',
  });
});

it('a fix that is no matter of the secret names no command', () => {
  const fault = { what: 'It is odd.', advice: 'Invite it.', secret: undefined };
  expect(slackFaultCheck(token, fault)).toEqual({
    ...{ ...channel, status: 'fault', fix: 'Invite it.' },
    says: 'Nothing can be told to the channel bot. It is odd.',
  });
});

it.each([
  [
    'a token is put into a secret by its name, in our Region',
    ...[token, 'put'],
    `aws secretsmanager put-secret-value --secret-id team/slack --secret-string '{"token":"TOKEN"}' --region eu-west-1`,
  ],
  [
    'a secret is created by its name',
    ...[token, 'create'],
    `aws secretsmanager create-secret --name team/slack --secret-string '{"token":"TOKEN"}' --region eu-west-1`,
  ],
  [
    'a URL is put into a secret by its ARN, in the Region of that',
    ...[url, 'put'],
    `aws secretsmanager put-secret-value --secret-id ${arn} --secret-string '{"url":"URL"}' --region us-gov-west-1`,
  ],
  [
    'a secret that was an ARN is created by its name alone',
    ...[url, 'create'],
    `aws secretsmanager create-secret --name team/slack --secret-string '{"url":"URL"}' --region us-gov-west-1`,
  ],
] as const)('%s', (_, place, secret, command) => {
  const check = slackFaultCheck(place, { what: 'It is not there.', advice: undefined, secret });
  expect(check.fix).toBe('Put it there; the next message uses it:');
  expect(check.commands).toEqual([command]);
});
