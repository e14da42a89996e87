import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Looks } from '../../shared/ports/looks.ts';
import { lookBody } from '../events/look.ts';
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
          MessageBody: escaped(lookBody(look)),
        }),
      );
    },
  };
}

/**
 * The two characters that JSON writes as they are and SQS refuses, which a caller's user agent may hold.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function escaped(json: string): string {
  return json.replaceAll('\uFFFE', '\\ufffe').replaceAll('\uFFFF', '\\uffff');
}
