import { type Metrics as EmbeddedMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MetricName, Metrics } from '../../shared/ports/metrics.ts';

const inSeconds: ReadonlySet<MetricName> = new Set([
  'OldestOwedAlertAge',
  'EventLag',
  'HeartbeatAge',
  'SweepDuration',
]);

/** Metrics in CloudWatch's embedded format: lines in the log, no call. */
export function emfMetrics(metrics: EmbeddedMetrics): Metrics {
  return {
    count: (name, value) => {
      metrics.addMetric(name, inSeconds.has(name) ? MetricUnit.Seconds : MetricUnit.Count, value);
    },
  };
}
