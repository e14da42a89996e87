import middy from '@middy/core';
import { auditedClusters } from '../adapters/audited-clusters.ts';
import { requireEnv } from '../adapters/environment.ts';
import { logSubscriptions } from '../adapters/log-subscriptions.ts';
import { homeQueues, sqsHints } from '../adapters/sqs-hints.ts';
import { operations } from '../middleware/operations.ts';
import { subscriptionsRequest } from '../middleware/subscriptions-request.ts';
import { type SubscriptionsResult, subscriptions } from './subscriptions.ts';

/** Schedule or invocation → subscribed to the audit logs of this Region, or to none of them. */
export const handler = middy<{ readonly remove: boolean }, SubscriptionsResult>()
  .use(operations())
  .use(subscriptionsRequest())
  .handler((request) => {
    const queues = homeQueues(requireEnv('HOME_REGION'));
    return subscriptions(
      {
        region: requireEnv('AWS_REGION'),
        clusters: auditedClusters(),
        logs: logSubscriptions(),
        auditLogArn: requireEnv('AUDIT_LOG_FUNCTION_ARN'),
        hints: sqsHints(requireEnv('CHANGES_QUEUE_URL'), queues),
        clock: Date.now,
      },
      request,
    );
  });
