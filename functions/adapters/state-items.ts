import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  paginateQuery,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { isConflict, retrying } from './retrying.ts';
import { type Item, itemKey, partitionKey, type StateTable } from './state-table.ts';

/** One item as it stands now: sees every write that was answered before. */
export async function getItem(
  state: StateTable,
  client: DynamoDBClient,
  sort: string,
): Promise<Item | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: state.table,
      Key: itemKey(state, sort),
      ConsistentRead: true,
    }),
  );
  return Item;
}

/** Every item whose sort key begins with `prefix`, as it stands now. */
export function itemsUnder(
  state: StateTable,
  client: DynamoDBClient,
  prefix: string,
): Promise<readonly Item[]> {
  return everyItem(client, {
    TableName: state.table,
    ConsistentRead: true,
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
    ExpressionAttributeValues: keysUnder(state, prefix),
  });
}

/**
 * Those of them that owe something, the longest waiting first. From the index, which lags behind the
 * table by moments and cannot be read consistently.
 */
export function owedItemsUnder(
  state: StateTable,
  client: DynamoDBClient,
  prefix: string,
): Promise<readonly Item[]> {
  return everyItem(client, {
    TableName: state.table,
    IndexName: owedIndex,
    KeyConditionExpression: '#owedBy = :pk',
    FilterExpression: 'begins_with(#sk, :prefix)',
    ExpressionAttributeNames: { '#owedBy': 'owedBy', '#sk': 'sk' },
    ExpressionAttributeValues: keysUnder(state, prefix),
  });
}

/** Makes the update if its condition holds, and says whether it did. Waits for transactions on the item to end. */
export async function updateIf(
  client: DynamoDBClient,
  input: UpdateItemCommandInput,
): Promise<boolean> {
  return ifMet(() => client.send(new UpdateItemCommand(input)));
}

/** Deletes the item if the condition holds, and says whether it did. */
export async function deleteIf(
  client: DynamoDBClient,
  input: DeleteItemCommandInput,
): Promise<boolean> {
  return ifMet(() => client.send(new DeleteItemCommand(input)));
}

/** Puts the item if the condition holds, and says whether it did. */
export async function putIf(client: DynamoDBClient, input: PutItemCommandInput): Promise<boolean> {
  return ifMet(() => client.send(new PutItemCommand(input)));
}

async function ifMet(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await retrying(write, isConflict);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The update after which an item owes nothing and wakes nobody. */
export const nothingOwed = {
  UpdateExpression: 'REMOVE #owed, #owedBy, #owedSince, #wake',
  ExpressionAttributeNames: {
    '#owed': 'owed',
    '#owedBy': 'owedBy',
    '#owedSince': 'owedSince',
    '#wake': 'wake',
  },
} as const;

/** The sparse index of what is owed, with every attribute: partition `owedBy`, sort `owedSince`. */
const owedIndex = 'owed';

function keysUnder({ accountId }: StateTable, prefix: string): Item {
  return { ':pk': { S: partitionKey(accountId) }, ':prefix': { S: prefix } };
}

async function everyItem(
  client: DynamoDBClient,
  query: QueryCommandInput,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, query)) items.push(...Items);
  return items;
}
