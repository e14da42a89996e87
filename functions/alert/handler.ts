import middy from '@middy/core';
import type { Json } from '../../shared/model/json.ts';
import { severityOf } from '../../shared/model/severity.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { snsAlerts } from '../adapters/sns-alerts.ts';
import { parseAlertRequest } from '../events/alert-request.ts';
import { embeddedMetrics, operations } from '../middleware/operations.ts';
import { channels } from '../wiring/channels.ts';
import { deployment } from '../wiring/deployment.ts';
import { deliverOwed } from './alert.ts';
import { examineAlerts } from './examine-alerts.ts';

/** The table's stream or the schedule → whatever is owed is sent; neither brings anything but the call. Or somebody asks whether it could be. */
export const handler = middy<Json>()
  .use(operations())
  .handler(async (event) => {
    const deployed = deployment();
    const request = parseAlertRequest(event);
    if (request !== undefined) {
      const { findings, account } = deployed;
      const functionName = requireEnv('AWS_LAMBDA_FUNCTION_NAME');
      const own = { functionName, region: requireEnv('AWS_REGION'), clock: Date.now };
      return await examineAlerts({ ...own, findings, channels: channels(account) }, request);
    }
    const sent = await deliverOwed({
      ...deployed,
      minimumSeverity: severityOf(requireEnv('MINIMUM_SEVERITY')),
      sink: snsAlerts(requireEnv('FINDINGS_TOPIC_ARN')),
      metrics: emfMetrics(embeddedMetrics),
      clock: Date.now,
    });
    return { sent };
  });
