import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Look, Looks } from '../../shared/ports/looks.ts';
import { stateSettings } from './client-settings.ts';
import { lookDelay } from './look-delay.ts';

/** Sends looks to the queue that brings the changes, which holds each back until it is due. Not to a FIFO queue: those refuse delays of single messages. */
export function sqsLooks(queueUrl: string, client = new SQSClient(stateSettings)): Looks {
  return {
    after: async (seconds, look) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          DelaySeconds: lookDelay(seconds),
          MessageBody: bodyOf(look),
        }),
      );
    },
  };
}

/**
 * Marked, to be told from the events in the same queue. JSON writes two characters as they are that SQS refuses, and
 * that a caller's user agent may hold.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function bodyOf(look: Look): string {
  return JSON.stringify({ gatewatch: 'look', look })
    .replaceAll('\uFFFE', '\\ufffe')
    .replaceAll('\uFFFF', '\\uffff');
}
