import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Transition } from '../../shared/model/finding.ts';
import { owedTransition } from './owed-transition.ts';
import { findingSort, headSort, itemKey, partitionKey, type StateTable } from './state-table.ts';
import { transact } from './transact.ts';

export interface Fence {
  readonly state: StateTable;
  readonly client: DynamoDBClient;
  /** Where HEAD must stand. */
  readonly seq: number;
}

/**
 * Writes in transactions of at most 40 findings, each with a check of HEAD. A transition that the table
 * already has, after an answer that was lost, is not written again: the finding's version tells.
 */
export async function writeTransitions(
  fence: Fence,
  transitions: readonly Transition[],
): Promise<'written' | 'superseded'> {
  for (const chunk of chunksOf(transitions)) {
    const outcome = await writeChunk(fence, chunk);
    if (outcome === 'superseded') return 'superseded';
  }
  return 'written';
}

/** Of the 100 items and 4 MB that a transaction may hold: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const chunkSize = 40;
const chunkBytes = 3_000_000;

/** Transactions refuse two operations on one item, so a finding's second transition opens a new chunk. */
function chunksOf(transitions: readonly Transition[]): readonly (readonly Transition[])[] {
  const chunks: Transition[][] = [];
  let chunk: Transition[] = [];
  let bytes = 0;
  for (const transition of transitions) {
    const size = 2 * Buffer.byteLength(JSON.stringify(transition));
    const twice = chunk.some(({ finding }) => finding.id === transition.finding.id);
    if (twice || chunk.length === chunkSize || bytes + size > chunkBytes) {
      chunks.push(chunk);
      chunk = [];
      bytes = 0;
    }
    chunk.push(transition);
    bytes += size;
  }
  return [...chunks, chunk].filter(({ length }) => length > 0);
}

async function writeChunk(
  { state, client, seq }: Fence,
  chunk: readonly Transition[],
): Promise<'written' | 'superseded'> {
  let left = chunk;
  while (left.length > 0) {
    const updates = left.map((transition) => update(state, transition));
    const failed = await transact(client, [headStandsAt(state, seq), ...updates]);
    if (failed.size === 0) return 'written';
    if (failed.has(0)) return 'superseded';
    left = left.filter((_, index) => !failed.has(index + 1));
  }
  return 'written';
}

function headStandsAt(state: StateTable, seq: number): TransactWriteItem {
  return {
    ConditionCheck: {
      TableName: state.table,
      Key: itemKey(state, headSort),
      ConditionExpression: '#seq = :seq',
      ExpressionAttributeNames: { '#seq': 'seq' },
      ExpressionAttributeValues: { ':seq': { N: String(seq) } },
    },
  };
}

function update(state: StateTable, transition: Transition): TransactWriteItem {
  const { finding } = transition;
  const values = {
    document: { S: JSON.stringify(finding) },
    schemaVersion: { N: String(findingSchemaVersion) },
    ruleId: { S: finding.ruleId },
    severity: { S: finding.severity },
    status: { S: finding.status },
    version: { N: String(finding.version) },
    owedBy: { S: partitionKey(state.accountId) },
  };
  const members = Object.keys(values);
  const names = [...members, 'owed', 'owedSince'].map((name) => [`#${name}`, name]);
  const sets = members.map((name) => `#${name} = :${name}`);
  const owed = '#owed = list_append(if_not_exists(#owed, :none), :owed)';
  return {
    Update: {
      TableName: state.table,
      Key: itemKey(state, findingSort(finding.id)),
      UpdateExpression: `SET ${[...sets, owed, '#owedSince = if_not_exists(#owedSince, :at)'].join(', ')}`,
      ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
      ExpressionAttributeNames: Object.fromEntries(names),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        ':none': { L: [] },
        ':owed': { L: [{ S: JSON.stringify(owedTransition(transition)) }] },
        ':at': { N: String(transition.at) },
      },
    },
  };
}

/** Of a finding's `document`; later releases read every earlier one. */
const findingSchemaVersion = 1;
