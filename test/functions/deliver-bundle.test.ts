import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../shared/config/config.ts';
import type { Delivery } from '../../shared/model/alert.ts';
import { tellings } from '../../shared/report/telling.ts';
import { account, owed } from '../shared/report/sample.ts';
import { AwsError } from '../support/aws/aws-call.ts';
import { type AwsScript, type ScriptedAws, scriptedAws } from '../support/aws/scripted-aws.ts';
import { bundleLambda } from '../support/lambda/bundle.ts';
import { type LambdaRuntime, startLambda } from '../support/lambda/lambda-runtime.ts';
import { type LocalSlack, localSlack, notOk, type SlackScript } from '../support/slack.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-deliver-'));
afterAll(() => rmSync(folder, { recursive: true }));

const config = parseConfig({
  regions: ['eu-west-1'],
  alerts: {
    channels: {
      bot: { slack: { secret: 'gatewatch/slack', channel: 'C0123456789' } },
      hook: { slackWebhook: { secret: 'gatewatch/hook' } },
    },
    routes: [{ to: 'bot' }, { to: 'hook' }],
  },
});

const secrets: Readonly<Record<string, string>> = {
  'gatewatch/slack': '{"token":"xoxb-SENSITIVE"}',
  'gatewatch/hook': '{"url":"https://hooks.slack.com/services/SENSITIVE"}',
};

/** A table, secrets, the configuration, and a queue that takes everything. */
function working(): AwsScript {
  const items = new Map<string, unknown>();
  const keyOf = ({ sk }: { readonly sk?: unknown }) => JSON.stringify(sk);
  return {
    's3:GetObject': () => JSON.stringify('config' in config ? config.config : config),
    'dynamodb:GetItem': ({ Key }) => ({ Item: items.get(keyOf({ ...Object(Key) })) }),
    'dynamodb:PutItem': ({ Item }) => {
      items.set(keyOf({ ...Object(Item) }), Item);
      return {};
    },
    'secretsmanager:GetSecretValue': ({ SecretId }) => ({
      SecretString: secrets[String(SecretId)],
    }),
    'sqs:ChangeMessageVisibility': () => ({}),
  };
}

let bundle: string;
let aws: ScriptedAws;
let slack: LocalSlack;
let lambda: LambdaRuntime;
beforeAll(async () => {
  bundle = await bundleLambda('functions/deliver/handler.ts', folder);
});
afterEach(async () => {
  await lambda.close();
  aws.close();
  slack.close();
});

async function start(script: AwsScript = working(), answers?: SlackScript): Promise<void> {
  aws = await scriptedAws(script);
  slack = await localSlack(answers);
  const environment = {
    ...{ POWERTOOLS_SERVICE_NAME: 'deliver', POWERTOOLS_METRICS_NAMESPACE: 'Gatewatch' },
    ...{ AWS_ENDPOINT_URL: aws.endpoint, SLACK_ENDPOINT_URL: slack.endpoint },
    ...{ CONFIG_BUCKET: 'config', CONFIG_KEY: 'config.json', CHANNEL_TOPICS: '{}' },
    ...{ TABLE: 'state', ACCOUNT_ID: account.accountId, PARTITION: 'aws' },
    DELIVERIES_QUEUE_URL: `${aws.endpoint}/${account.accountId}/deliveries`,
  };
  lambda = await startLambda({ bundle, environment, timeoutMs: 20_000 });
}

function delivery(channel: string, type: 'OPENED' | 'RESOLVED', deliveryId: string): Delivery {
  return {
    channel,
    alert: { kind: 'change', account, told: tellings([owed(type)]), deliveryId },
  };
}

function batch(...deliveries: readonly Delivery[]) {
  return {
    Records: deliveries.map((each, index) => ({
      messageId: `m-${index}`,
      receiptHandle: `r-${index}`,
      body: JSON.stringify(each),
    })),
  };
}

describe('the function deliver, as it is deployed', () => {
  it('tells Slack of a finding, and of its end in the thread', async () => {
    await start();
    const told = await lambda.invoke(batch(delivery('bot', 'OPENED', 'd1')));
    await lambda.invoke(batch(delivery('bot', 'RESOLVED', 'd2'), delivery('hook', 'OPENED', 'd1')));
    await lambda.invoke(batch(delivery('bot', 'OPENED', 'd1')));
    expect(told.payload).toEqual({ batchItemFailures: [] });
    const posts = slack.posts.map(({ path, authorization, body }) => [
      ...[path, authorization, body.text.split(':')[0], body.thread_ts],
    ]);
    expect(posts.sort()).toEqual([
      ['/api/chat.postMessage', 'Bearer xoxb-SENSITIVE', '✅ HIGH resolved', '1.0'],
      ['/api/chat.postMessage', 'Bearer xoxb-SENSITIVE', '🟠 HIGH opened', undefined],
      ['/services/SENSITIVE', undefined, '🟠 HIGH opened', undefined],
    ]);
  });

  it('has a message come back when Slack says, and tells the other channels meanwhile', async () => {
    await start(working(), ({ path }) =>
      path.startsWith('/api/')
        ? { status: 429, headers: { 'retry-after': '17' }, body: '' }
        : undefined,
    );
    const { payload } = await lambda.invoke(
      batch(delivery('bot', 'OPENED', 'd1'), delivery('hook', 'OPENED', 'd1')),
    );
    expect(payload).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-0' }] });
    expect(aws.calls.filter(([call]) => call.startsWith('sqs:'))).toEqual([
      [
        'sqs:ChangeMessageVisibility eu-west-1',
        expect.objectContaining({ ReceiptHandle: 'r-0', VisibilityTimeout: 17 }),
      ],
    ]);
  });

  it.each<[string, AwsScript, SlackScript | undefined, string]>([
    [
      'a token that Slack does not take',
      {},
      () => notOk('invalid_auth'),
      'Slack refused the message: invalid_auth. Put the bot token',
    ],
    [
      'a channel that Slack does not know',
      {},
      () => notOk('channel_not_found'),
      'Slack refused the message: channel_not_found. Correct the id',
    ],
    [
      'a secret without JSON',
      { 'secretsmanager:GetSecretValue': () => ({ SecretString: 'xoxb-SENSITIVE' }) },
      undefined,
      'The secret gatewatch/slack is not what it should be',
    ],
    [
      'a secret that is missing',
      {
        'secretsmanager:GetSecretValue': () => {
          throw new AwsError('ResourceNotFoundException', 'not there');
        },
      },
      undefined,
      'The secret gatewatch/slack was not read: ResourceNotFoundException: not there.',
    ],
  ])('fails for %s, says so in its log, and keeps the secret to itself', async (...given) => {
    const [, script, answers, expected] = given;
    await start({ ...working(), ...script }, answers);
    const { payload, logs } = await lambda.invoke(batch(delivery('bot', 'OPENED', 'd1')));
    expect(payload).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-0' }] });
    expect(logs).toContain(expected);
    expect(logs).toContain('"DeliveriesFailed":1');
    expect(logs).not.toContain('SENSITIVE');
  });
});
