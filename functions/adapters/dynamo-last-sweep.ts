import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { isWholeLook, type Run } from '../../shared/model/run.ts';
import { stateSettings } from './client-settings.ts';
import { pastRuns } from './dynamo-past-runs.ts';
import type { StateTable } from './state-table.ts';

/** The last sweep of the account that completed. One of what events had asked for is no look at the account. */
export async function dynamoLastSweep(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): Promise<Run | undefined> {
  return previousLook(state, client);
}

/** The last that began before a run; without one, the last there was. */
export async function previousLook(
  state: StateTable,
  client: DynamoDBClient,
  before?: string,
): Promise<Run | undefined> {
  for await (const run of pastRuns(state, client, before)) {
    if (isWholeLook(run)) return run;
  }
  return undefined;
}
