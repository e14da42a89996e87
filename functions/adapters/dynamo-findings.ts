import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Finding, OwedTransition } from '../../shared/model/finding.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import { stateSettings } from './client-settings.ts';
import { getItem, itemsUnder, nothingOwed, owedItemsUnder, updateIf } from './state-items.ts';
import {
  documentOf,
  findingPrefix,
  findingSort,
  type Item,
  itemKey,
  owedIn,
  type StateTable,
} from './state-table.ts';
import { owedList } from './transition-update.ts';
import { writeTransitions } from './write-transitions.ts';

/** Findings as one item each, with what is owed about them beside them. */
export function dynamoFindings(
  state: StateTable,
  client = new DynamoDBClient(stateSettings),
): FindingStore {
  return {
    all: async () =>
      (await itemsUnder(state, client, findingPrefix)).map((item) => documentOf<Finding>(item)),
    write: (transitions, seq) => writeTransitions({ state, client, seq }, transitions),
    owed: async () =>
      (await owedItemsUnder(state, client, findingPrefix)).map((item) => ({
        finding: documentOf<Finding>(item),
        owed: owedIn(item),
      })),
    settle: (findingId, transitionIds) => settle(state, client, findingId, transitionIds),
  };
}

/** Tries again as often as another writer adds a transition in between. */
async function settle(
  state: StateTable,
  client: DynamoDBClient,
  findingId: string,
  transitionIds: readonly string[],
): Promise<void> {
  const sort = findingSort(findingId);
  for (;;) {
    const item = (await getItem(state, client, sort)) ?? {};
    const owed = owedIn(item);
    const left = owed.filter(({ id }) => !transitionIds.includes(id));
    if (left.length === owed.length) return;
    const target = { TableName: state.table, Key: itemKey(state, sort) };
    if (await updateIf(client, { ...target, ...leave(left, item) })) return;
  }
}

/** The update that makes `left` all that is owed, if what was owed is still what was read. */
function leave(left: readonly OwedTransition[], { owed: before = { L: [] } }: Item) {
  const ConditionExpression = '#owed = :before';
  const [oldest] = left;
  if (oldest === undefined) {
    return {
      ...nothingOwed,
      ConditionExpression,
      ExpressionAttributeValues: { ':before': before },
    };
  }
  const urgent = left.some(({ delivery }) => delivery === 'now');
  return {
    ConditionExpression,
    UpdateExpression: `SET #owed = :left, #owedSince = :since${urgent ? '' : ' REMOVE #wake'}`,
    ExpressionAttributeNames: {
      '#owed': 'owed',
      '#owedSince': 'owedSince',
      ...(urgent ? {} : { '#wake': 'wake' }),
    },
    ExpressionAttributeValues: {
      ':before': before,
      ':left': owedList(left),
      ':since': { N: String(oldest.at) },
    },
  };
}
