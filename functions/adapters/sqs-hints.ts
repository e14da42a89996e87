import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { HintQueue } from '../../shared/ports/hint-queue.ts';
import { batchesOf } from './batches.ts';
import { stateSettings } from './client-settings.ts';

/** For queues of another Region: a request is signed for the Region that it goes to. */
export function homeQueues(region: string): SQSClient {
  return new SQSClient({ region, ...stateSettings });
}

/**
 * As many at a time as SQS takes, and all together no more than one may have.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
const atOnce = { most: 10, bytes: 262_144 };

/** Sends hints to the queue that brings the changes. */
export function sqsHints(queueUrl: string, client: SQSClient): HintQueue {
  return {
    send: async (bodies) => {
      for (const batch of batchesOf(bodies, Buffer.byteLength, atOnce))
        await sendBatch(client, queueUrl, batch);
    },
  };
}

/** Fails as a whole when SQS takes but some of them. */
async function sendBatch(client: SQSClient, QueueUrl: string, bodies: readonly string[]) {
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const [first] = Failed;
  if (first === undefined) return;
  throw new Error(`${Failed.length} of ${bodies.length} hints were not taken: ${first.Code}`);
}
