import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryQueue } from '../../shared/ports/delivery-queue.ts';
import { stateSettings } from './client-settings.ts';

/** One message for each delivery, so that a channel out of reach holds up no other. */
export function sqsDeliveries(
  queueUrl: string,
  client = new SQSClient(stateSettings),
): DeliveryQueue {
  return {
    send: async (delivery) => {
      const MessageBody = JSON.stringify(delivery);
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    },
  };
}
