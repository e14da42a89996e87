import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Thread, Threads } from '../../shared/ports/threads.ts';
import { stateSettings } from './client-settings.ts';
import { expiryAt, expiryAttribute, hasExpired } from './expiry.ts';
import { sortHash } from './sort-hash.ts';
import { getItem, putIf } from './state-items.ts';
import { documentOf, itemKey, type StateTable, threadSort } from './state-table.ts';

/** How long after the last message something is still told in the same thread, in milliseconds. */
const life = 400 * 86_400_000;

/** The threads of one channel, an item each; `channel` is what makes the channel another. */
export function dynamoThreads(
  state: StateTable,
  channel: string,
  client = new DynamoDBClient(stateSettings),
  clock: Clock = Date.now,
): Threads {
  const sortOf = (id: string) => threadSort(sortHash([channel, id]));
  return {
    find: async (id) => {
      const item = await getItem(state, client, sortOf(id));
      return item === undefined || hasExpired(item, clock()) ? undefined : documentOf<Thread>(item);
    },
    keep: async (id, thread) => {
      await putIf(client, {
        TableName: state.table,
        Item: {
          ...itemKey(state, sortOf(id)),
          document: { S: JSON.stringify(thread) },
          [expiryAttribute]: expiryAt(clock() + life),
        },
      });
    },
  };
}
