import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod/mini';

/** A batch of log events as it came: gzip in base64. */
export interface LoggedBatch {
  /** Of the invocation. */
  readonly requestId: string;
  readonly data: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html */
const event = z.object({ awslogs: z.object({ data: z.string() }) });

/** CloudWatch Logs' event becomes its batch; whatever else invokes the function is refused. */
export function loggedBatch(): MiddlewareObj<unknown> {
  return {
    before: (request) => {
      const { data } = z.parse(event, request.event).awslogs;
      const batch: LoggedBatch = { requestId: request.context.awsRequestId, data };
      request.event = batch;
    },
  };
}
