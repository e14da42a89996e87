import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { GrantEvent, Observation } from '../../shared/model/observation.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';
import { stateSettings } from './client-settings.ts';
import { expiryAt, expiryAttribute, hasExpired } from './expiry.ts';
import { inGrantOrder } from './grant-order.ts';
import { sortHash } from './sort-hash.ts';
import { itemsUnder, nothingOwed, owedItemsUnder, putIf, updateIf } from './state-items.ts';
import {
  documentOf,
  grantPrefix,
  itemKey,
  observationPrefix,
  observationSort,
  partitionKey,
  type StateTable,
} from './state-table.ts';

/** How long an observation is kept once it was told, in milliseconds: no event comes back after 90 days. */
const toldLife = 90 * 86_400_000;

/** Events about one grant as items under its hash, which expire; observations as one item each. */
export function dynamoObservations(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
  clock: Clock = Date.now,
): ObservationStore {
  return {
    remember: (event, lifeMs) => remember(state, client, event, clock() + lifeMs),
    about: async (grantId) => {
      const now = clock();
      const items = await itemsUnder(state, client, prefixOf(grantId));
      const known = items.filter((item) => !hasExpired(item, now));
      return inGrantOrder(known.map((item) => documentOf<GrantEvent>(item)));
    },
    record: (observation) => record(state, client, observation),
    owed: async () =>
      (await owedItemsUnder(state, client, observationPrefix)).map((item) =>
        documentOf<Observation>(item),
      ),
    settle: (id) => settle(state, client, id, clock() + toldLife),
  };
}

/** A grant's id names ARNs and may be as long as they are; its hash is not. */
function prefixOf(grantId: string): string {
  return grantPrefix(sortHash(grantId));
}

async function remember(
  state: StateTable,
  client: DynamoDBClient,
  event: GrantEvent,
  until: number,
): Promise<void> {
  await putIf(client, {
    TableName: state.table,
    Item: {
      ...itemKey(state, prefixOf(event.grantId) + event.actor.eventId),
      document: { S: JSON.stringify(event) },
      [expiryAttribute]: expiryAt(until),
    },
  });
}

/** Does nothing where it is known, told or not. */
async function record(
  state: StateTable,
  client: DynamoDBClient,
  observation: Observation,
): Promise<void> {
  await putIf(client, {
    TableName: state.table,
    Item: {
      ...itemKey(state, observationSort(observation.id)),
      document: { S: JSON.stringify(observation) },
      owed: { BOOL: true },
      owedBy: { S: partitionKey(state.accountId) },
      owedSince: { N: String(observation.at) },
      wake: { S: 'now' },
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
}

async function settle(
  state: StateTable,
  client: DynamoDBClient,
  id: string,
  until: number,
): Promise<void> {
  await updateIf(client, {
    TableName: state.table,
    Key: itemKey(state, observationSort(id)),
    UpdateExpression: `${nothingOwed.UpdateExpression} SET #expiry = :expiry`,
    ConditionExpression: 'attribute_exists(#owed)',
    ExpressionAttributeNames: {
      ...nothingOwed.ExpressionAttributeNames,
      '#expiry': expiryAttribute,
    },
    ExpressionAttributeValues: { ':expiry': expiryAt(until) },
  });
}
