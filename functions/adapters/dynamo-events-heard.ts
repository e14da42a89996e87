import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventsHeard, HeardEvent } from '../../shared/ports/events-heard.ts';
import { stateSettings } from './client-settings.ts';
import { itemsUnder, updateIf } from './state-items.ts';
import { heardPrefix, heardSort, type Item, itemKey, type StateTable } from './state-table.ts';

/** One item for each kind of event, which says when the newest was. */
export function dynamoEventsHeard(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): EventsHeard {
  return {
    heard: async ({ kind, at }) => {
      await updateIf(client, {
        TableName: state.table,
        Key: itemKey(state, heardSort(kind)),
        UpdateExpression: 'SET #kind = :kind, #at = :at',
        // Queues hand events over in any order, and some of them twice.
        ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
        ExpressionAttributeNames: { '#kind': 'kind', '#at': 'at' },
        ExpressionAttributeValues: { ':kind': { S: kind }, ':at': { N: String(at) } },
      });
    },
    last: async () => (await itemsUnder(state, client, heardPrefix)).flatMap(eventOf),
  };
}

function eventOf({ kind, at }: Item): readonly HeardEvent[] {
  if (kind?.S === undefined || at?.N === undefined) return [];
  return [{ kind: kind.S, at: Number(at.N) }];
}
