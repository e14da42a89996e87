import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { OwedTransition, Transition } from '../../shared/model/finding.ts';
import { mostOwed, owedAfter, owedTransition } from './owed-transition.ts';
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
 * is owed. `held` is the finding's item as last read: it is needed only where too much is owed to add more.
 */
export function transitionUpdate(
  state: StateTable,
  transition: Transition,
  held: Item = {},
): TransactWriteItem {
  const { finding } = transition;
  const owed = owedIn(held).length < mostOwed ? added(transition) : replaced(transition, held);
  const values = {
    document: { S: JSON.stringify(finding) },
    schemaVersion: { N: String(findingSchemaVersion) },
    ruleId: { S: finding.ruleId },
    severity: { S: finding.severity },
    status: { S: finding.status },
    version: { N: String(finding.version) },
    owedBy: { S: partitionKey(state.accountId) },
    // Asks the table's stream to wake the alert function; taken off when nothing urgent is left.
    ...(owed.urgent ? { wake: { S: 'now' } } : {}),
  };
  const members = Object.keys(values);
  const names = [...members, 'owed', 'owedSince'].map((name) => [`#${name}`, name]);
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
  readonly urgent: boolean;
  readonly sets: readonly string[];
  readonly condition: string;
  readonly values: Item;
}

function added(transition: Transition): OwedUpdate {
  return {
    urgent: transition.delivery === 'now',
    sets: [
      '#owed = list_append(if_not_exists(#owed, :none), :owed)',
      '#owedSince = if_not_exists(#owedSince, :since)',
    ],
    condition:
      '(attribute_not_exists(#version) OR #version < :version) AND (attribute_not_exists(#owed) OR size(#owed) < :most)',
    values: {
      ':none': { L: [] },
      ':owed': owedList([owedTransition(transition)]),
      ':since': { N: String(transition.at) },
      ':most': { N: String(mostOwed) },
    },
  };
}

/** Every write raises the version and every settling shortens the list, so both as read mean that the list is as read. */
function replaced(transition: Transition, held: Item): OwedUpdate {
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
