import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { stateSettings } from './client-settings.ts';
import { pastRuns } from './dynamo-past-runs.ts';
import type { StateTable } from './state-table.ts';

/** When the last sweep completed, in milliseconds since the epoch. */
export async function dynamoLastSweep(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): Promise<number | undefined> {
  for await (const { status, finishedAt } of pastRuns(state, client)) {
    if (status === 'complete' && finishedAt !== undefined) return finishedAt;
  }
  return undefined;
}
