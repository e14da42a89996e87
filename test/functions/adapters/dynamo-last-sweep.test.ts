import { expect, test } from 'vitest';
import { dynamoLastSweep } from '../../../functions/adapters/dynamo-last-sweep.ts';
import { scriptedDynamo } from '../../support/aws/scripted-dynamo.ts';

const table = { table: 'state', accountId: '111122223333' };

async function lastSweep(runs: readonly object[]): Promise<readonly [unknown, unknown]> {
  const Items = runs.map((run, index) => ({
    document: { S: JSON.stringify({ runId: `${index}`, ...run }) },
  }));
  const dynamo = await scriptedDynamo(() => undefined, { Query: { Items } });
  try {
    const last = await dynamoLastSweep(table, dynamo.client);
    return [last, JSON.parse(dynamo.calls[0]?.body ?? '')];
  } finally {
    dynamo.close();
  }
}

test('the last sweep is the newest look at the account that completed', async () => {
  const [last, query] = await lastSweep([
    { status: 'running' },
    { status: 'failed', finishedAt: 30 },
    { status: 'complete', scope: 'waiting', finishedAt: 25 },
    { status: 'complete', finishedAt: 20 },
    { status: 'complete', finishedAt: 10 },
  ]);
  expect(last).toEqual({ runId: '3', status: 'complete', finishedAt: 20 });
  expect(query).toMatchObject({
    ScanIndexForward: false,
    ExpressionAttributeValues: {
      ':pk': { S: 'account#111122223333' },
      ':first': { S: 'RUN#' },
      ':last': { S: 'RUN#\u{10FFFF}' },
    },
  });
});

test('there is none before a run has completed', async () => {
  expect((await lastSweep([{ status: 'failed', finishedAt: 30 }]))[0]).toBeUndefined();
  expect((await lastSweep([]))[0]).toBeUndefined();
});

test('a sweep of what events had asked for is none of the account', async () => {
  const scoped = { status: 'complete', scope: 'waiting', finishedAt: 30 };
  expect((await lastSweep([scoped]))[0]).toBeUndefined();
  const whole = { status: 'complete', finishedAt: 20 };
  expect((await lastSweep([scoped, whole]))[0]).toEqual({ runId: '1', ...whole });
});
