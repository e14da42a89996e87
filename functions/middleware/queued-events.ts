import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod/mini';
import type { QueuedMessage } from '../access-change/task.ts';

const batch = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/** SQS's batch becomes its messages; whatever else invokes the function is refused. */
export function queuedEvents(): MiddlewareObj<unknown> {
  return {
    before: (request) => {
      const events: readonly QueuedMessage[] = z.parse(batch, request.event).Records;
      request.event = events;
    },
  };
}
