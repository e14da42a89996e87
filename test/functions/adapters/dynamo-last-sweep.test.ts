import { expect, test } from 'vitest';
import { dynamoLastSweep } from '../../../functions/adapters/dynamo-last-sweep.ts';
import { scriptedDynamo } from '../../support/aws/scripted-dynamo.ts';

const table = { table: 'state', accountId: '111122223333' };

async function lastSweep(runs: readonly object[]): Promise<readonly [unknown, unknown]> {
  const Items = runs.map((run) => ({ document: { S: JSON.stringify(run) } }));
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
  expect(last).toEqual({ status: 'complete', finishedAt: 20 });
  expect(query).toMatchObject({
    ScanIndexForward: false,
    ExpressionAttributeValues: { ':pk': { S: 'account#111122223333' }, ':prefix': { S: 'RUN#' } },
  });
});

test('there is none before a run has completed', async () => {
  expect((await lastSweep([{ status: 'failed', finishedAt: 30 }]))[0]).toBeUndefined();
  expect((await lastSweep([]))[0]).toBeUndefined();
});
