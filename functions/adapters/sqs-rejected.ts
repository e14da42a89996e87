import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { RejectedRecords } from '../../shared/ports/rejected-records.ts';
import { stateSettings } from './client-settings.ts';

/** Sends each record as it came, so that it can be sent back; attributes say why it was refused. */
export function sqsRejected(
  queueUrl: string,
  client = new SQSClient(stateSettings),
): RejectedRecords {
  return {
    reject: async ({ messageId, body, reason }) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: allowed(body) || '(empty)',
          MessageAttributes: {
            reason: {
              DataType: 'String',
              StringValue: allowed(reason).slice(0, 1_000) || 'unknown',
            },
            messageId: { DataType: 'String', StringValue: allowed(messageId) || 'unknown' },
          },
        }),
      );
    },
  };
}

/** SQS takes no other characters: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
function allowed(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
