import middy from '@middy/core';
import { severityOf } from '../../shared/model/severity.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { snsAlerts } from '../adapters/sns-alerts.ts';
import { embeddedMetrics, operations } from '../middleware/operations.ts';
import { deployment } from '../wiring/deployment.ts';
import { deliverOwed } from './alert.ts';

/** The table's stream or the schedule → whatever is owed is sent. Neither brings anything but the call. */
export const handler = middy()
  .use(operations())
  .handler(async () => {
    const sent = await deliverOwed({
      ...deployment(),
      minimumSeverity: severityOf(requireEnv('MINIMUM_SEVERITY')),
      homeRegion: requireEnv('AWS_REGION'),
      sink: snsAlerts(requireEnv('FINDINGS_TOPIC_ARN')),
      metrics: emfMetrics(embeddedMetrics),
      clock: Date.now,
    });
    return { sent };
  });
