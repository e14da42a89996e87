import {
  type DynamoDBClient,
  DynamoDBServiceException,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { Transition } from '../../shared/model/finding.ts';
import { getItem } from './state-items.ts';
import { findingSort, headSort, type Item, itemKey, type StateTable } from './state-table.ts';
import { cancellationCodes, transact } from './transact.ts';
import { transitionChunks } from './transition-chunks.ts';
import { transitionUpdate } from './transition-update.ts';

export interface Fence {
  readonly state: StateTable;
  readonly client: DynamoDBClient;
  /** Where HEAD must stand. */
  readonly seq: number;
}

/**
 * Writes in transactions, each with a check of HEAD. A transition that the table already has, after an answer that was
 * lost, is not written again: the finding's version tells. Throws at the end, naming them, when there are
 * findings that DynamoDB refuses to keep; all others are written then.
 */
export async function writeTransitions(
  fence: Fence,
  transitions: readonly Transition[],
): Promise<'written' | 'superseded'> {
  const refusals: Refusal[] = [];
  for (const chunk of transitionChunks(transitions)) {
    const outcome = await writeChunk(fence, chunk).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      return writeApart(fence, chunk, refusals);
    });
    if (outcome === 'superseded') return 'superseded';
  }
  const [first] = refusals;
  if (first === undefined) return 'written';
  const ids = refusals.map(({ findingId }) => findingId).join(', ');
  const reason = first.error instanceof Error ? first.error.message : String(first.error);
  throw new Error(`DynamoDB refuses to keep what happened to finding ${ids}: ${reason}`, {
    cause: first.error,
  });
}

interface Refusal {
  readonly findingId: string;
  readonly error: unknown;
}

/** One item that is refused, for its size say, fails its whole transaction: so each is written in one of its own. */
async function writeApart(
  fence: Fence,
  chunk: readonly Transition[],
  refusals: Refusal[],
): Promise<'written' | 'superseded'> {
  for (const transition of chunk) {
    const outcome = await writeChunk(fence, [transition]).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      refusals.push({ findingId: transition.finding.id, error });
    });
    if (outcome === 'superseded') return 'superseded';
  }
  return 'written';
}

/** DynamoDB says so of the whole request or, of an item that would grow too large, in the reasons of a cancellation. */
function isRefusal(error: unknown): boolean {
  const invalid = error instanceof DynamoDBServiceException && error.name === 'ValidationException';
  return invalid || cancellationCodes(error).includes('ValidationError');
}

interface Pending {
  readonly transition: Transition;
  /** The finding's item, once it had to be read. */
  readonly held?: Item;
}

async function writeChunk(
  fence: Fence,
  chunk: readonly Transition[],
): Promise<'written' | 'superseded'> {
  const { state, client, seq } = fence;
  let left: readonly Pending[] = chunk.map((transition) => ({ transition }));
  while (left.length > 0) {
    const updates = left.map(({ transition, held }) => transitionUpdate(state, transition, held));
    const failed = await transact(client, [headStandsAt(state, seq), ...updates]);
    if (failed.size === 0) return 'written';
    if (failed.has(0)) return 'superseded';
    const next = await Promise.all(
      left.map((pending, index) => (failed.has(index + 1) ? again(fence, pending) : pending)),
    );
    left = next.filter((pending) => pending !== undefined);
  }
  return 'written';
}

/** Undefined when the finding has been through this transition; otherwise too much is owed to add to it unseen. */
async function again(
  { state, client }: Fence,
  { transition }: Pending,
): Promise<Pending | undefined> {
  const { id, version } = transition.finding;
  const held = (await getItem(state, client, findingSort(id))) ?? {};
  return Number(held['version']?.N ?? 0) >= version ? undefined : { transition, held };
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
