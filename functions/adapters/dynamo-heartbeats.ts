import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Heartbeat, Heartbeats } from '../../shared/ports/heartbeats.ts';
import { stateSettings } from './client-settings.ts';
import { expiryAt, expiryAttribute } from './expiry.ts';
import { lastHeartbeat } from './last-heartbeat.ts';
import { itemsUnder, updateIf } from './state-items.ts';
import {
  heartbeatPrefix,
  heartbeatSort,
  type Item,
  itemKey,
  type StateTable,
} from './state-table.ts';

/** Kept for a week, in milliseconds: as long as nobody mends a dead feed, there is a beat that says so. */
const life = 7 * 86_400_000;

/** Heartbeats as one item each, which either side makes: whichever comes first. */
export function dynamoHeartbeats(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): Heartbeats {
  return {
    sent: ({ id, at }) => mark(state, client, { id, at }, 'sentAt'),
    heard: (id, at) => mark(state, client, { id, at }, 'heardAt'),
    last: async () =>
      lastHeartbeat((await itemsUnder(state, client, heartbeatPrefix)).flatMap(beatOf)),
  };
}

/** Once each: an event that is delivered again was heard the first time. */
async function mark(
  state: StateTable,
  client: DynamoDBClient,
  { id, at }: { readonly id: string; readonly at: number },
  name: 'sentAt' | 'heardAt',
): Promise<void> {
  await updateIf(client, {
    TableName: state.table,
    Key: itemKey(state, heartbeatSort(id)),
    UpdateExpression: 'SET #id = :id, #at = :at, #expiry = if_not_exists(#expiry, :expiry)',
    ConditionExpression: 'attribute_not_exists(#at)',
    ExpressionAttributeNames: { '#id': 'id', '#at': name, '#expiry': expiryAttribute },
    ExpressionAttributeValues: {
      ':id': { S: id },
      ':at': { N: String(at) },
      ':expiry': expiryAt(at + life),
    },
  });
}

/** None of what was heard and is not known to have been sent. */
function beatOf({ id, sentAt, heardAt }: Item): readonly Heartbeat[] {
  if (id?.S === undefined || sentAt?.N === undefined) return [];
  return [
    {
      id: id.S,
      sentAt: Number(sentAt.N),
      ...(heardAt?.N === undefined ? {} : { heardAt: Number(heardAt.N) }),
    },
  ];
}
