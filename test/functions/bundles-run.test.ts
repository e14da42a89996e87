import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleLambda } from '../support/lambda/bundle.ts';
import { startLambda } from '../support/lambda/lambda-runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe("each function's bundle under AWS's own runtime client", () => {
  it.each([
    ['sweep', {}, 'The environment variable ACCOUNT_ID is not set; deploy the stack again.'],
    [
      'access-change',
      { Records: [{ messageId: 'm-1', body: '{}' }] },
      'The environment variable ACCOUNT_ID is not set; deploy the stack again.',
    ],
    ['access-change', { detail: 'not of the queue' }, 'Records'],
    ['audit-log', { awslogs: { data: 'H4sI' } }, 'HOME_REGION is not set; deploy the stack again.'],
    ['audit-log', { detail: 'not of CloudWatch Logs' }, 'awslogs'],
    ['subscriptions', {}, 'HOME_REGION is not set; deploy the stack again.'],
    ['subscriptions', { remov: true }, 'remov'],
    ['kubernetes-reader', {}, 'cluster'],
    [
      'deliver',
      { Records: [{ messageId: 'm-1', body: '{}', receiptHandle: 'r-1' }] },
      'CONFIG_BUCKET is not set; deploy the stack again.',
    ],
    ['deliver', { detail: 'not of the queue' }, 'Records'],
    ['alert', {}, 'The environment variable CONFIG_BUCKET is not set; deploy the stack again.'],
  ])('%s loads, is found, and fails %j by saying what is missing', async (name, event, message) => {
    const bundle = await bundleLambda(`functions/${name}/handler.ts`, folder);
    const environment = {
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: 'Gatewatch',
    };
    const lambda = await startLambda({ bundle, environment, timeoutMs: 20_000 });
    try {
      const { functionError, payload, logs } = await lambda.invoke(event);
      expect(functionError).toBe('Unhandled');
      expect(JSON.stringify(payload)).toContain(message);
      expect(logs).toContain('"level":"ERROR"');
      expect(logs).not.toContain(JSON.stringify(event));
    } finally {
      await lambda.close();
    }
  });
});
