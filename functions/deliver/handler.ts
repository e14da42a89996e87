import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import type { Examination } from '../../shared/model/check.ts';
import type { Json } from '../../shared/model/json.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { sqsPostponement } from '../adapters/sqs-postponement.ts';
import { parseDeliverEvent } from '../events/deliver-event.ts';
import { embeddedMetrics, logger, operations } from '../middleware/operations.ts';
import { channelChecks } from '../wiring/channel-checks.ts';
import { channelSinks } from '../wiring/channel-sinks.ts';
import { deployedConfig } from '../wiring/deployed-config.ts';
import { once } from '../wiring/once.ts';
import { type DeliverPorts, deliver } from './deliver.ts';
import { examineChannels } from './examine-channels.ts';

const deployed = once(ports);

/** SQS → Lambda: alerts on their way to the configured channels. Or somebody asks whether those would be told. */
export const handler = middy<Json, SQSBatchResponse | Examination>()
  .use(operations())
  .handler(async (event) => {
    const asked = parseDeliverEvent(event);
    const { deliverPorts, checks } = await deployed();
    if (!('deliveries' in asked)) return await examineChannels(checks(), asked);
    const { sent, failed } = await deliver(deliverPorts, asked.deliveries);
    for (const failure of failed) logger.error('not delivered', { failure });
    logger.info('delivered', { sent });
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });

async function ports() {
  const { alerts } = await deployedConfig(requireEnv('CONFIG_BUCKET'), requireEnv('CONFIG_KEY'));
  const account = { accountId: requireEnv('ACCOUNT_ID'), partition: requireEnv('PARTITION') };
  const ground = {
    topics: JSON.parse(requireEnv('CHANNEL_TOPICS')),
    region: requireEnv('AWS_REGION'),
    state: { table: requireEnv('TABLE'), accountId: account.accountId },
    // Set by tests alone, as the SDK's AWS_ENDPOINT_URL are.
    slackEndpoint: process.env['SLACK_ENDPOINT_URL'],
  };
  const deliverPorts: DeliverPorts = {
    channel: channelSinks(alerts.channels, ground),
    postpone: sqsPostponement(requireEnv('DELIVERIES_QUEUE_URL')),
    metrics: emfMetrics(embeddedMetrics),
  };
  // Made anew for each question: a secret is read when somebody asks about it.
  const checks = () =>
    channelChecks(alerts.channels, { ...ground, account, keyArn: requireEnv('KEY_ARN') });
  return { deliverPorts, checks };
}
