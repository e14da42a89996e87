import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { stateSettings } from './client-settings.ts';

/** Twelve hours: no message may be kept back for longer, in seconds. */
const longest = 43_200;

/** Keeps a message that was received from coming back for so many seconds. */
export function sqsPostponement(queueUrl: string, client = new SQSClient(stateSettings)) {
  return async ({ receiptHandle }: { readonly receiptHandle: string }, seconds: number) => {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: Math.min(Math.ceil(seconds), longest),
      }),
    );
  };
}
