import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { sqsPostponement } from '../adapters/sqs-postponement.ts';
import { embeddedMetrics, logger, operations } from '../middleware/operations.ts';
import { queuedDeliveries } from '../middleware/queued-deliveries.ts';
import { channelSinks } from '../wiring/channel-sinks.ts';
import { deployedConfig } from '../wiring/deployed-config.ts';
import { once } from '../wiring/once.ts';
import { type DeliverPorts, deliver, type QueuedDelivery } from './deliver.ts';

const deployed = once(deliverPorts);

/** SQS → Lambda: alerts on their way to the configured channels. */
export const handler = middy<readonly QueuedDelivery[], SQSBatchResponse>()
  .use(operations())
  .use(queuedDeliveries())
  .handler(async (messages) => {
    const { sent, failed } = await deliver(await deployed(), messages);
    for (const failure of failed) logger.error('not delivered', { failure });
    logger.info('delivered', { sent });
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });

async function deliverPorts(): Promise<DeliverPorts> {
  const { alerts } = await deployedConfig(requireEnv('CONFIG_BUCKET'), requireEnv('CONFIG_KEY'));
  return {
    channel: channelSinks(alerts.channels, {
      topics: JSON.parse(requireEnv('CHANNEL_TOPICS')),
      region: requireEnv('AWS_REGION'),
      state: { table: requireEnv('TABLE'), accountId: requireEnv('ACCOUNT_ID') },
      // Set by tests alone, as the SDK's AWS_ENDPOINT_URL are.
      slackEndpoint: process.env['SLACK_ENDPOINT_URL'],
    }),
    postpone: sqsPostponement(requireEnv('DELIVERIES_QUEUE_URL')),
    metrics: emfMetrics(embeddedMetrics),
  };
}
