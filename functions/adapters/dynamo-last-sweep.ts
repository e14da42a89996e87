import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Run } from '../../shared/model/run.ts';
import { documentOf, partitionKey, runPrefix, type StateTable } from './state-table.ts';

/** The last sweep of the account that completed: names of runs begin with their time, so the newest are last. */
export async function dynamoLastSweep(
  { table, accountId }: StateTable,
  client: DynamoDBClient,
): Promise<Run | undefined> {
  const pages = paginateQuery(
    { client, pageSize: 10 },
    {
      TableName: table,
      ScanIndexForward: false,
      KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: {
        ':pk': { S: partitionKey(accountId) },
        ':prefix': { S: runPrefix },
      },
    },
  );
  for await (const { Items = [] } of pages) {
    const runs = Items.map((item) => documentOf<Run>(item));
    const completed = runs.find(
      ({ status, scope }) => status === 'complete' && scope === undefined,
    );
    if (completed !== undefined) return completed;
  }
  return undefined;
}
