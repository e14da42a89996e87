import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import pLimit from 'p-limit';
import type { ScopedSweep, ScopedSweeps, WaitingSweep } from '../../shared/ports/scoped-sweeps.ts';
import { stateSettings } from './client-settings.ts';
import { sortHash } from './sort-hash.ts';
import { deleteIf, itemsUnder } from './state-items.ts';
import {
  documentOf,
  type Item,
  itemKey,
  type StateTable,
  waitingPrefix,
  waitingSort,
} from './state-table.ts';

/** Writes side by side. */
const atOnce = 25;

/**
 * What waits as one item each, keyed by its content: a burst of hundreds, each with what its event claims, would
 * outgrow the 400 KB of a single one. Wakes nobody: see `wakingSweeps`.
 */
export function dynamoScopedSweeps(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): ScopedSweeps {
  return {
    ask: async (sweeps) => {
      await pLimit(atOnce).map([...sweeps], (sweep) => remember(state, client, sweep));
    },
    waiting: async () => (await itemsUnder(state, client, waitingPrefix)).map(waitingIn),
    done: async (sweeps) => {
      await pLimit(atOnce).map([...sweeps], (sweep) => forget(state, client, sweep));
    },
  };
}

async function remember(state: StateTable, client: DynamoDBClient, sweep: ScopedSweep) {
  const { table: TableName } = state;
  const document = { S: JSON.stringify(sweep) };
  const ticket = { S: crypto.randomUUID() };
  const Item = { ...itemKey(state, waitingSort(sortHash(sweep))), document, ticket };
  await client.send(new PutItemCommand({ TableName, Item }));
}

/** Unless it was asked for again: then it is to be read again. */
async function forget(
  state: StateTable,
  client: DynamoDBClient,
  { ticket, ...sweep }: WaitingSweep,
) {
  await deleteIf(client, {
    TableName: state.table,
    Key: itemKey(state, waitingSort(sortHash(sweep))),
    ConditionExpression: '#ticket = :ticket',
    ExpressionAttributeNames: { '#ticket': 'ticket' },
    ExpressionAttributeValues: { ':ticket': { S: ticket } },
  });
}

function waitingIn(item: Item): WaitingSweep {
  return { ...documentOf<ScopedSweep>(item), ticket: item['ticket']?.S ?? '' };
}
