import middy from '@middy/core';
import { severityOf } from '../../shared/model/severity.ts';
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
import { emailSink } from './email-sink.ts';
import { routedSink } from './routed-sink.ts';

/** The table's stream or the schedule → whatever is owed is sent. Neither brings anything but the call. */
export const handler = middy()
  .use(operations())
  .handler(async () => {
    const sent = await deliverOwed({
      ...deployment(),
      minimumSeverity: severityOf(requireEnv('MINIMUM_SEVERITY')),
      sink: await sink(),
      metrics: emfMetrics(embeddedMetrics),
      clock: Date.now,
    });
    return { sent };
  });

const sink = once(async (): Promise<AlertSink> => {
  const topic = emailSink(snsTopic(requireEnv('FINDINGS_TOPIC_ARN')));
  const deliveries = process.env['DELIVERIES_QUEUE_URL'];
  if (deliveries === undefined) return topic;
  const config = await deployedConfig(requireEnv('CONFIG_BUCKET'), requireEnv('CONFIG_KEY'));
  return routedSink(config, topic, sqsDeliveries(deliveries));
});
