import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { MiddlewareObj } from '@middy/core';

/** Names of service and namespace come from the environment that the stack sets. */
export const logger = new Logger();
export const embeddedMetrics = new Metrics();

/** Structured logs, metrics, and one line that says what an invocation came to. Events are never logged. */
export function operations(): MiddlewareObj[] {
  return [injectLambdaContext(logger), logMetrics(embeddedMetrics), logResult()];
}

function logResult(): MiddlewareObj {
  return {
    after: ({ response }) => {
      logger.info('done', { result: response ?? null });
    },
    onError: ({ error }) => {
      if (error) logger.error('failed', error);
    },
  };
}
