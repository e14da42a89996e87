import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Run } from '../../shared/model/run.ts';
import { documentOf, partitionKey, runPrefix, runSort, type StateTable } from './state-table.ts';

/** Runs with the newest first: their names begin with their time. With `before`, those that began before that run. */
export async function* pastRuns(
  { table, accountId }: StateTable,
  client: DynamoDBClient,
  before?: string,
): AsyncIterable<Run> {
  const pages = paginateQuery(
    { client, pageSize: 10 },
    {
      TableName: table,
      ScanIndexForward: false,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: {
        ':pk': { S: partitionKey(accountId) },
        ':first': { S: runPrefix },
        ':last': { S: before === undefined ? `${runPrefix}\u{10FFFF}` : runSort(before) },
      },
    },
  );
  for await (const { Items = [] } of pages) {
    const runs = Items.map((item) => documentOf<Run>(item));
    yield* runs.filter(({ runId }) => runId !== before);
  }
}
