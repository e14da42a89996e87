import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { awsEventSource } from '../adapters/aws-event-source.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { sqsRejected } from '../adapters/sqs-rejected.ts';
import { embeddedMetrics, logger, operations } from '../middleware/operations.ts';
import { queuedEvents } from '../middleware/queued-events.ts';
import { judgingDeployment } from '../wiring/judging-deployment.ts';
import { once } from '../wiring/once.ts';
import { accessChange, type QueuedEvent } from './access-change.ts';

const deployed = once(judgingDeployment);

/** SQS → Lambda: somebody changed who may reach a cluster; read that again and commit it. */
export const handler = middy<readonly QueuedEvent[], SQSBatchResponse>()
  .use(operations())
  .use(queuedEvents())
  .handler(async (events) => {
    const common = await deployed();
    const result = await accessChange(
      {
        ...common,
        source: awsEventSource({ account: common.account, onFailure: 'throw' }),
        rejected: sqsRejected(requireEnv('REJECTED_QUEUE_URL')),
        metrics: emfMetrics(embeddedMetrics),
      },
      events,
    );
    logger.info('events handled', { result });
    const batchItemFailures = result.failed.map(({ messageId }) => ({ itemIdentifier: messageId }));
    return { batchItemFailures };
  });
