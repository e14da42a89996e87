import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { EstateStore, Head } from '../../shared/ports/estate-store.ts';
import { stateSettings } from './client-settings.ts';
import { isConflict, retrying } from './retrying.ts';
import { getItem } from './state-items.ts';
import { documentOf, headSort, itemKey, type StateTable } from './state-table.ts';

/** The pointer at the current estate: one item, whose number `seq` every other write may be conditional on. */
export function dynamoHead(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): Pick<EstateStore, 'head' | 'moveHead'> {
  return {
    head: async () => {
      const item = await getItem(state, client, headSort);
      return item === undefined ? undefined : documentOf<Head>(item);
    },
    moveHead: (from, to) => moveHead(state, client, from, to),
  };
}

/**
 * False too when a first attempt got through and only its answer was lost, and when findings are being written under
 * HEAD for longer than a few attempts: the caller then starts again, which is safe.
 */
async function moveHead(
  state: StateTable,
  client: DynamoDBClient,
  from: number | undefined,
  to: Head,
): Promise<boolean> {
  const condition =
    from === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#seq = :from',
          ExpressionAttributeNames: { '#seq': 'seq' },
          ExpressionAttributeValues: { ':from': { N: String(from) } },
        };
  const Item = {
    ...itemKey(state, headSort),
    seq: { N: String(to.seq) },
    document: { S: JSON.stringify(to) },
  };
  const put = new PutItemCommand({ TableName: state.table, Item, ...condition });
  try {
    await retrying(() => client.send(put), isConflict, 5);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException || isConflict(error)) return false;
    throw error;
  }
}
