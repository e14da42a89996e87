import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { awsEventSource } from '../adapters/aws-event-source.ts';
import { dynamoEventsHeard } from '../adapters/dynamo-events-heard.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { objectStatus } from '../adapters/object-status.ts';
import { sqsRejected } from '../adapters/sqs-rejected.ts';
import { embeddedMetrics, logger, operations } from '../middleware/operations.ts';
import { queuedEvents } from '../middleware/queued-events.ts';
import { followUps } from '../wiring/follow-ups.ts';
import { judgingDeployment } from '../wiring/judging-deployment.ts';
import { once } from '../wiring/once.ts';
import { type AccessChangePorts, accessChange } from './access-change.ts';
import type { QueuedMessage } from './task.ts';

const deployed = once(accessChangePorts);

/** SQS → Lambda: somebody changed who may reach a cluster, or another look is due; read that again and commit it. */
export const handler = middy<readonly QueuedMessage[], SQSBatchResponse>()
  .use(operations())
  .use(queuedEvents())
  .handler(async (messages) => {
    const result = await accessChange(await deployed(), messages);
    logger.info('messages handled', { result });
    const batchItemFailures = result.failed.map(({ messageId }) => ({ itemIdentifier: messageId }));
    return { batchItemFailures };
  });

async function accessChangePorts(): Promise<AccessChangePorts> {
  const common = await judgingDeployment();
  return {
    ...common,
    ...followUps(common.scopedSweeps),
    eventsHeard: dynamoEventsHeard({ table: common.table, accountId: common.account.accountId }),
    source: awsEventSource({ account: common.account, onFailure: 'throw' }),
    status: objectStatus(),
    heartbeatRoleName: requireEnv('HEARTBEAT_ROLE_NAME'),
    rejected: sqsRejected(requireEnv('REJECTED_QUEUE_URL')),
    metrics: emfMetrics(embeddedMetrics),
  };
}
