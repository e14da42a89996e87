import middy from '@middy/core';
import { usesSecurityHub } from '../../shared/model/alert-settings.ts';
import type { Config } from '../../shared/model/config.ts';
import type { Json } from '../../shared/model/json.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { hubSuppressions } from '../adapters/hub-suppressions.ts';
import { snsTopic } from '../adapters/sns-topic.ts';
import { sqsDeliveries } from '../adapters/sqs-deliveries.ts';
import { parseAlertRequest } from '../events/alert-request.ts';
import { embeddedMetrics, operations } from '../middleware/operations.ts';
import { channels } from '../wiring/channels.ts';
import { deployedConfig } from '../wiring/deployed-config.ts';
import { deployment } from '../wiring/deployment.ts';
import { once } from '../wiring/once.ts';
import { deliverOwed } from './alert.ts';
import type { AlertPorts } from './alert-ports.ts';
import { emailSink } from './email-sink.ts';
import { type ExamineAlertsPorts, examineAlerts } from './examine-alerts.ts';
import { routedSink } from './routed-sink.ts';

const ports = once(alertPorts);

/** The table's stream or the schedule → whatever is owed is sent; neither brings anything but the call. Or somebody asks whether it could be. */
export const handler = middy<Json>()
  .use(operations())
  .handler(async (event) => {
    const request = parseAlertRequest(event);
    if (request !== undefined) return await examineAlerts(examinePorts(), request);
    return { sent: await deliverOwed(await ports()) };
  });

/** Asks for no configuration: what is wrong with it must not keep anybody from finding out what else is. */
function examinePorts(): ExamineAlertsPorts {
  const { findings, account } = deployment();
  const functionName = requireEnv('AWS_LAMBDA_FUNCTION_NAME');
  const own = { functionName, region: requireEnv('AWS_REGION'), clock: Date.now };
  return { ...own, findings, channels: channels(account) };
}

async function alertPorts(): Promise<AlertPorts> {
  const config = await deployedConfig(requireEnv('CONFIG_BUCKET'), requireEnv('CONFIG_KEY'));
  const deployed = deployment();
  const homeRegion = requireEnv('AWS_REGION');
  return {
    ...deployed,
    settings: config.alerts,
    homeRegion,
    sink: sinkOf(config),
    ...(usesSecurityHub(config.alerts.channels) && {
      suppressions: hubSuppressions({ ...deployed.account, region: homeRegion }),
    }),
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
