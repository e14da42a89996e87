import middy from '@middy/core';
import { usesSecurityHub } from '../../shared/model/alert-settings.ts';
import { severityOf } from '../../shared/model/severity.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { hubSuppressions } from '../adapters/hub-suppressions.ts';
import { snsTopic } from '../adapters/sns-topic.ts';
import { sqsDeliveries } from '../adapters/sqs-deliveries.ts';
import { embeddedMetrics, operations } from '../middleware/operations.ts';
import { deployedConfig } from '../wiring/deployed-config.ts';
import { deployment } from '../wiring/deployment.ts';
import { once } from '../wiring/once.ts';
import { type AlertPorts, deliverOwed } from './alert.ts';
import { emailSink } from './email-sink.ts';
import { routedSink } from './routed-sink.ts';

/** The table's stream or the schedule → whatever is owed is sent. Neither brings anything but the call. */
export const handler = middy()
  .use(operations())
  .handler(async () => {
    const sent = await deliverOwed({
      ...deployment(),
      ...(await channels()),
      minimumSeverity: severityOf(requireEnv('MINIMUM_SEVERITY')),
      metrics: emfMetrics(embeddedMetrics),
      clock: Date.now,
    });
    return { sent };
  });

const channels = once(async (): Promise<Pick<AlertPorts, 'sink' | 'suppressions'>> => {
  const topic = emailSink(snsTopic(requireEnv('FINDINGS_TOPIC_ARN')));
  const deliveries = process.env['DELIVERIES_QUEUE_URL'];
  if (deliveries === undefined) return { sink: topic };
  const config = await deployedConfig(requireEnv('CONFIG_BUCKET'), requireEnv('CONFIG_KEY'));
  const sink = routedSink(config, topic, sqsDeliveries(deliveries));
  if (!usesSecurityHub(config.alerts.channels)) return { sink };
  const hub = { ...deployment().account, region: requireEnv('AWS_REGION') };
  return { sink, suppressions: hubSuppressions(hub) };
});
