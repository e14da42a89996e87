import middy from '@middy/core';
import type { Config } from '../../shared/model/config.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { snsTopic } from '../adapters/sns-topic.ts';
import { sqsDeliveries } from '../adapters/sqs-deliveries.ts';
import { embeddedMetrics, operations } from '../middleware/operations.ts';
import { deployedConfig } from '../wiring/deployed-config.ts';
import { deployment } from '../wiring/deployment.ts';
import { once } from '../wiring/once.ts';
import { deliverOwed } from './alert.ts';
import type { AlertPorts } from './alert-ports.ts';
import { emailSink } from './email-sink.ts';
import { routedSink } from './routed-sink.ts';

const deployed = once(alertPorts);

/** The table's stream or the schedule → whatever is owed is sent. Neither brings anything but the call. */
export const handler = middy()
  .use(operations())
  .handler(async () => ({ sent: await deliverOwed(await deployed()) }));

async function alertPorts(): Promise<AlertPorts> {
  const config = await deployedConfig(requireEnv('CONFIG_BUCKET'), requireEnv('CONFIG_KEY'));
  return {
    ...deployment(),
    settings: config.alerts,
    homeRegion: requireEnv('AWS_REGION'),
    sink: sinkOf(config),
    metrics: emfMetrics(embeddedMetrics),
    clock: Date.now,
  };
}

/** The findings topic, and the channels where any is configured. */
function sinkOf(config: Config): AlertSink {
  const topic = emailSink(snsTopic(requireEnv('FINDINGS_TOPIC_ARN')));
  return Object.keys(config.alerts.channels).length === 0
    ? topic
    : routedSink(config, topic, sqsDeliveries(requireEnv('DELIVERIES_QUEUE_URL')));
}
