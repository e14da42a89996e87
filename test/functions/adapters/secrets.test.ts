import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { awsSecret, type SecretShape } from '../../../functions/adapters/secrets.ts';
import { slackToken, slackWebhookUrl } from '../../../functions/adapters/slack-secrets.ts';
import { AwsError } from '../../support/aws/aws-call.ts';
import { type ScriptedAws, scriptedAws } from '../../support/aws/scripted-aws.ts';

const name = 'gatewatch/slack';

let aws: ScriptedAws;
afterEach(() => aws.close());

/** A secret that holds what `content` says at the moment. */
async function held<T>(content: () => string, shape: SecretShape<T>) {
  aws = await scriptedAws({
    'secretsmanager:GetSecretValue': () => ({ Name: name, SecretString: content() }),
  });
  let now = 0;
  const client = aws.clients.secretsManager('eu-west-1');
  return {
    secret: awsSecret(name, shape, client, () => now),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

async function failure(read: Promise<unknown>): Promise<string> {
  const error = await read.then(
    () => expect.fail('it was read'),
    (reason: unknown) => reason,
  );
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('SENSITIVE');
  return error instanceof Error ? error.message : expect.fail('no error');
}

describe('a secret', () => {
  it('is read by its name, once in five minutes', async () => {
    const { secret, pass } = await held(() => '{"token":"xoxb-1"}', slackToken);
    expect(await secret.current()).toEqual({ token: 'xoxb-1' });
    pass(299_999);
    await secret.current();
    expect(aws.calls).toEqual([
      ['secretsmanager:GetSecretValue eu-west-1', { SecretId: 'gatewatch/slack' }],
    ]);
    pass(1);
    await secret.current();
    expect(aws.calls).toHaveLength(2);
  });

  it('is read anew when it was refused, and that is kept', async () => {
    let token = 'xoxb-1';
    const { secret } = await held(() => JSON.stringify({ token }), slackToken);
    await secret.current();
    token = 'xoxb-2';
    expect(await secret.current()).toEqual({ token: 'xoxb-1' });
    expect(await secret.renewed()).toEqual({ token: 'xoxb-2' });
    expect(await secret.current()).toEqual({ token: 'xoxb-2' });
  });

  it('may hold more than is asked for', async () => {
    const { secret } = await held(() => '{"token":"xoxb-1","app":"A0123456789"}', slackToken);
    expect(await secret.current()).toEqual({ token: 'xoxb-1' });
  });

  it.each([
    ['https://hooks.slack.com/services/T0/B0/x'],
    ['https://hooks.slack-gov.com/services/T0/B0/x'],
  ])('of a webhook is a URL of Slack: %s', async (url) => {
    const { secret } = await held(() => JSON.stringify({ url }), slackWebhookUrl);
    expect(await secret.current()).toEqual({ url });
  });

  it.each([
    ['a token that is not wrapped', 'xoxb-SENSITIVE', slackToken],
    ['JSON with another key', '{"slack":"xoxb-SENSITIVE"}', slackToken],
    ['a token of something else', '{"token":"SENSITIVE"}', slackToken],
    ['a token with a line break', '{"token":"xoxb-SENSITIVE\\n"}', slackToken],
    ['text', '"SENSITIVE"', slackToken],
    ['nothing', '', slackToken],
    ['bytes alone', undefined, slackToken],
    ['a URL of somebody else', '{"url":"https://evil.example/SENSITIVE"}', slackWebhookUrl],
    ['a host that only begins so', '{"url":"https://hooks.slack.com.evil/S"}', slackWebhookUrl],
    ['a URL without TLS', '{"url":"http://hooks.slack.com/SENSITIVE"}', slackWebhookUrl],
  ])('with %s is refused without a word of it', async (_, content, shape) => {
    aws = await scriptedAws({
      'secretsmanager:GetSecretValue': () => ({ Name: name, SecretString: content }),
    });
    const read = awsSecret<unknown>(name, shape, aws.clients.secretsManager('eu-west-1')).current();
    expect(await failure(read)).toBe(
      `The secret gatewatch/slack is not what it should be, which is ${shape.example}.`,
    );
  });

  it.each([
    [
      'that is missing',
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
      "The secret gatewatch/slack was not read: ResourceNotFoundException: Secrets Manager can't find the specified secret. Create it, or correct its name in alerts.channels and deploy the stack again.",
    ],
    [
      'that may not be read',
      'AccessDeniedException',
      'Access to KMS is not allowed',
      'The secret gatewatch/slack was not read: AccessDenied: Access to KMS is not allowed. Let the role of the function deliver use its KMS key, if it has one of its own, and read it, if it is in another account.',
    ],
    [
      'while Secrets Manager is busy',
      'ThrottlingException',
      'Rate exceeded',
      'The secret gatewatch/slack was not read: throttled: Rate exceeded.',
    ],
  ])('%s is said to be so', async (_, code, message, expected) => {
    aws = await scriptedAws({
      'secretsmanager:GetSecretValue': () => {
        throw new AwsError(code, message);
      },
    });
    const read = awsSecret(name, slackToken, aws.clients.secretsManager('eu-west-1')).current();
    expect(await failure(read)).toBe(expected);
  });
});
