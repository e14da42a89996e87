import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod/mini';
import type { QueuedDelivery } from '../deliver/deliver.ts';

const batch = z.object({
  Records: z.array(
    z.object({ messageId: z.string(), body: z.string(), receiptHandle: z.string() }),
  ),
});

/** SQS's batch becomes its messages, which can be put off; whatever else invokes the function is refused. */
export function queuedDeliveries(): MiddlewareObj<unknown> {
  return {
    before: (request) => {
      const deliveries: readonly QueuedDelivery[] = z.parse(batch, request.event).Records;
      request.event = deliveries;
    },
  };
}
