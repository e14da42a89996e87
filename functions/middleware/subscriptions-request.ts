import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod/mini';

/** `{}` subscribes, `{ "remove": true }` takes every subscription away; other keys are refused. */
const payload = z.strictObject({ remove: z.optional(z.literal(true)) });

export function subscriptionsRequest(): MiddlewareObj<unknown> {
  return {
    before: (request) => {
      request.event = { remove: z.parse(payload, request.event).remove === true };
    },
  };
}
