import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { OwedTransition, Transition } from '../../shared/model/finding.ts';
import { canBeAdded, mostBefore, owedAfter, owedTransition } from './owed-transition.ts';
import {
  findingSort,
  type Item,
  itemKey,
  owedIn,
  partitionKey,
  type StateTable,
} from './state-table.ts';

/**
 * Writes a transition's finding, unless the table already has this version of it, and adds the transition to what
 * is owed, if anybody is to be told. `held` is the finding's item as last read: it is needed only where too much
 * is owed to add more.
 */
export function transitionUpdate(
  state: StateTable,
  transition: Transition,
  held: Item = {},
): TransactWriteItem {
  const { finding } = transition;
  const owed = owedUpdate(state, transition, held);
  const values = {
    document: { S: JSON.stringify(finding) },
    schemaVersion: { N: String(findingSchemaVersion) },
    ruleId: { S: finding.ruleId },
    severity: { S: finding.severity },
    status: { S: finding.status },
    version: { N: String(finding.version) },
    ...owed.members,
  };
  const members = Object.keys(values);
  const names = [...members, ...owed.names].map((name) => [`#${name}`, name]);
  const sets = members.map((name) => `#${name} = :${name}`);
  return {
    Update: {
      TableName: state.table,
      Key: itemKey(state, findingSort(finding.id)),
      UpdateExpression: `SET ${[...sets, ...owed.sets].join(', ')}`,
      ConditionExpression: owed.condition,
      ExpressionAttributeNames: Object.fromEntries(names),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        ...owed.values,
      },
    },
  };
}

/** A list of transitions as an item holds it. */
export function owedList(owed: readonly OwedTransition[]): AttributeValue {
  return { L: owed.map((transition) => ({ S: JSON.stringify(transition) })) };
}

/** Of a finding's `document`; later releases read every earlier one. */
const findingSchemaVersion = 1;

interface OwedUpdate {
  /** Attributes that are set beside those of the finding. */
  readonly members: Item;
  /** Attributes that `sets` and `condition` name. */
  readonly names: readonly string[];
  readonly sets: readonly string[];
  readonly condition: string;
  readonly values: Item;
}

function owedUpdate(state: StateTable, transition: Transition, held: Item): OwedUpdate {
  if (transition.delivery === 'none') return unowed;
  const { length } = owedIn(held);
  const { urgent, ...update } = canBeAdded(length, transition)
    ? added(transition)
    : replaced(transition, held);
  const members = {
    owedBy: { S: partitionKey(state.accountId) },
    // Asks the table's stream to wake the alert function; taken off when nothing urgent is left.
    ...(urgent ? { wake: { S: 'now' } } : {}),
  };
  return { ...update, members, names: ['owed', 'owedSince'] };
}

const isNewer = '(attribute_not_exists(#version) OR #version < :version)';

/** What is owed stays as it is, and so does who is woken. */
const unowed: OwedUpdate = { members: {}, names: [], sets: [], condition: isNewer, values: {} };

type ListUpdate = Pick<OwedUpdate, 'sets' | 'condition' | 'values'> & { readonly urgent: boolean };

function added(transition: Transition): ListUpdate {
  return {
    urgent: transition.delivery === 'now',
    sets: [
      '#owed = list_append(if_not_exists(#owed, :none), :owed)',
      '#owedSince = if_not_exists(#owedSince, :since)',
    ],
    condition: `${isNewer} AND (attribute_not_exists(#owed) OR size(#owed) < :most)`,
    values: {
      ':none': { L: [] },
      ':owed': owedList([owedTransition(transition)]),
      ':since': { N: String(transition.at) },
      ':most': { N: String(mostBefore(transition)) },
    },
  };
}

/** Every write raises the version and every settling shortens the list, so both as read mean that the list is as read. */
function replaced(transition: Transition, held: Item): ListUpdate {
  const before = owedIn(held);
  const after = owedAfter(before, transition);
  return {
    urgent: after.some(({ delivery }) => delivery === 'now'),
    sets: ['#owed = :owed', '#owedSince = :since'],
    condition: '#version = :seen AND size(#owed) = :length',
    values: {
      ':owed': owedList(after),
      ':since': { N: String(after[0]?.at) },
      ':seen': { N: String(held['version']?.N) },
      ':length': { N: String(before.length) },
    },
  };
}
