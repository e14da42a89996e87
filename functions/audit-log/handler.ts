import middy from '@middy/core';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { inflateBatch } from '../adapters/inflate-batch.ts';
import { homeQueues, sqsHints } from '../adapters/sqs-hints.ts';
import { sqsRejected } from '../adapters/sqs-rejected.ts';
import { type LoggedBatch, loggedBatch } from '../middleware/logged-batch.ts';
import { embeddedMetrics, operations } from '../middleware/operations.ts';
import { type AuditLogResult, auditLog } from './audit-log.ts';

/** CloudWatch Logs → Lambda: what somebody did in a cluster becomes hints on the queue of changes, in the home Region. */
export const handler = middy<LoggedBatch, AuditLogResult>()
  .use(operations())
  .use(loggedBatch())
  .handler((batch) => {
    const queues = homeQueues(requireEnv('HOME_REGION'));
    return auditLog(
      {
        account: { accountId: requireEnv('ACCOUNT_ID'), partition: requireEnv('PARTITION') },
        region: requireEnv('AWS_REGION'),
        inflate: inflateBatch,
        hints: sqsHints(requireEnv('CHANGES_QUEUE_URL'), queues),
        rejected: sqsRejected(requireEnv('REJECTED_QUEUE_URL'), queues),
        metrics: emfMetrics(embeddedMetrics),
      },
      batch,
    );
  });
