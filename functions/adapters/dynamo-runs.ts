import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Run } from '../../shared/model/run.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';
import { stateSettings } from './client-settings.ts';
import { dynamoLastSweep } from './dynamo-last-sweep.ts';
import { deleteIf, getItem, nothingOwed, owedItemsUnder, updateIf } from './state-items.ts';
import {
  documentOf,
  itemKey,
  leaseSort,
  partitionKey,
  runPrefix,
  runSort,
  type StateTable,
} from './state-table.ts';
import { transact } from './transact.ts';

/** Runs as one item each, and the lease as another. */
export function dynamoRuns(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): RunStore {
  return {
    begin: (run, leaseUntil, now) => begin(state, client, run, { leaseUntil, now }),
    renew: (runId, leaseUntil) => renew(state, client, runId, leaseUntil),
    finish: (run) => finish(state, client, run),
    run: async (runId) => {
      const item = await getItem(state, client, runSort(runId));
      return item === undefined ? undefined : documentOf<Run>(item);
    },
    owed: async () =>
      (await owedItemsUnder(state, client, runPrefix)).map((item) => documentOf<Run>(item)),
    settle: (runId) => settle(state, client, runId),
    lastSweep: () => dynamoLastSweep(state, client),
  };
}

interface Term {
  readonly leaseUntil: number;
  readonly now: number;
}

/** Asks again when the lease that stood in the way is gone by the time it is looked at. */
async function begin(
  state: StateTable,
  client: DynamoDBClient,
  run: Run,
  term: Term,
): Promise<'begun' | { readonly running: string }> {
  for (;;) {
    if (await take(state, client, run, term)) return 'begun';
    const lease = await getItem(state, client, leaseSort);
    const holder = lease?.['runId']?.S;
    const leaseUntil = Number(lease?.['leaseUntil']?.N ?? 0);
    if (holder !== undefined && leaseUntil > term.now) return { running: holder };
  }
}

/** False when the lease is another run's. */
async function take(
  state: StateTable,
  client: DynamoDBClient,
  run: Run,
  { leaseUntil, now }: Term,
): Promise<boolean> {
  const { table: TableName } = state;
  const runId = { S: run.runId };
  const lease = { ...itemKey(state, leaseSort), runId, leaseUntil: { N: String(leaseUntil) } };
  const record = { ...itemKey(state, runSort(run.runId)), document: { S: JSON.stringify(run) } };
  const leaseIsFree = {
    ConditionExpression: 'attribute_not_exists(#runId) OR #leaseUntil <= :now OR #runId = :runId',
    ExpressionAttributeNames: { '#leaseUntil': 'leaseUntil', '#runId': 'runId' },
    ExpressionAttributeValues: { ':now': { N: String(now) }, ':runId': runId },
  };
  const failed = await transact(client, [
    { Put: { TableName, Item: lease, ...leaseIsFree } },
    { Put: { TableName, Item: record } },
  ]);
  return failed.size === 0;
}

function renew(
  state: StateTable,
  client: DynamoDBClient,
  runId: string,
  leaseUntil: number,
): Promise<boolean> {
  return updateIf(client, {
    TableName: state.table,
    Key: itemKey(state, leaseSort),
    UpdateExpression: 'SET #leaseUntil = :leaseUntil',
    ConditionExpression: '#runId = :runId',
    ExpressionAttributeNames: { '#leaseUntil': 'leaseUntil', '#runId': 'runId' },
    ExpressionAttributeValues: {
      ':leaseUntil': { N: String(leaseUntil) },
      ':runId': { S: runId },
    },
  });
}

/** A run is finished once: written again after its digest was sent, it does not owe a second one. */
async function finish(state: StateTable, client: DynamoDBClient, run: Run): Promise<void> {
  await updateIf(client, {
    TableName: state.table,
    Key: itemKey(state, runSort(run.runId)),
    UpdateExpression:
      'SET #document = :document, #finishedAt = :at, #owed = :true, #owedBy = :pk, #owedSince = :at, #wake = :now',
    ConditionExpression: 'attribute_not_exists(#finishedAt)',
    ExpressionAttributeNames: {
      '#document': 'document',
      '#finishedAt': 'finishedAt',
      '#owed': 'owed',
      '#owedBy': 'owedBy',
      '#owedSince': 'owedSince',
      '#wake': 'wake',
    },
    ExpressionAttributeValues: {
      ':document': { S: JSON.stringify(run) },
      ':at': { N: String(run.finishedAt ?? run.startedAt) },
      ':now': { S: 'now' },
      ':true': { BOOL: true },
      ':pk': { S: partitionKey(state.accountId) },
    },
  });
  await freeLease(state, client, run.runId);
}

/** Unless another run has taken it. */
async function freeLease(state: StateTable, client: DynamoDBClient, runId: string): Promise<void> {
  await deleteIf(client, {
    TableName: state.table,
    Key: itemKey(state, leaseSort),
    ConditionExpression: '#runId = :runId',
    ExpressionAttributeNames: { '#runId': 'runId' },
    ExpressionAttributeValues: { ':runId': { S: runId } },
  });
}

async function settle(state: StateTable, client: DynamoDBClient, runId: string): Promise<void> {
  await updateIf(client, {
    TableName: state.table,
    Key: itemKey(state, runSort(runId)),
    ConditionExpression: 'attribute_exists(#owed)',
    ...nothingOwed,
  });
}
