import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { MetricName } from '../shared/ports/metrics.ts';

/** Where the functions put their own metrics, in the embedded metric format. */
export const metricNamespace = 'Gatewatch';

/** A metric that `service` wrote: the name of the function's folder is its one dimension. */
export function ownMetric(
  service: 'sweep' | 'access-change' | 'alert',
  metricName: MetricName,
  statistic: 'Sum' | 'Maximum',
  period: Duration,
): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: { service },
    statistic,
    period,
  });
}

export function messagesIn(queue: IQueue, period: Duration): Metric {
  return queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
}

/** Seconds that the oldest message has waited. */
export function ageIn(queue: IQueue, period: Duration): Metric {
  return queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });
}
