import { afterEach, describe, expect, test } from 'vitest';
import { dynamoFindings } from '../../../functions/adapters/dynamo-findings.ts';
import { dynamoHead } from '../../../functions/adapters/dynamo-head.ts';
import { dynamoRuns } from '../../../functions/adapters/dynamo-runs.ts';
import { refused, type ScriptedDynamo, scriptedDynamo } from '../../support/aws/scripted-dynamo.ts';
import { head } from '../../support/estate-store-contract.ts';
import { transition } from '../../support/transition.ts';

const state = { table: 'state', accountId: '012345678901' };
const conflict = refused('TransactionConflictException', 'Transaction is ongoing for the item');
const run = { runId: 'run-1', startedAt: 1, status: 'complete', baseline: false } as const;

let dynamo: ScriptedDynamo;

afterEach(() => dynamo.close());

/** Refuses the first calls of each operation that writes one item, so many of each. */
async function busy(times: number): Promise<ScriptedDynamo> {
  const seen = new Map<string, number>();
  dynamo = await scriptedDynamo(({ operation }) => {
    const before = seen.get(operation) ?? 0;
    seen.set(operation, before + 1);
    return before < times && writes.has(operation) ? conflict : undefined;
  });
  return dynamo;
}

const writes = new Set(['DeleteItem', 'PutItem', 'UpdateItem']);

describe('while a transaction is under way on the item,', () => {
  test('HEAD waits and is moved', async () => {
    const { client, calls } = await busy(2);

    expect(await dynamoHead(state, client).moveHead(1, head(2))).toBe(true);
    expect(calls).toHaveLength(3);
  });

  test('HEAD stays where it is after some attempts, as if somebody else had moved it', async () => {
    const { client, calls } = await busy(Number.POSITIVE_INFINITY);

    expect(await dynamoHead(state, client).moveHead(1, head(2))).toBe(false);
    expect(calls).toHaveLength(5);
  });

  test('a lease waits and is renewed', async () => {
    const { client, calls } = await busy(2);

    expect(await dynamoRuns(state, client).renew('run-1', 1_000)).toBe(true);
    expect(calls).toHaveLength(3);
  });

  test('a run waits, is finished, and frees its lease', async () => {
    const { client, calls } = await busy(1);

    await dynamoRuns(state, client).finish(run);

    expect(calls.map(({ operation }) => operation)).toEqual([
      'UpdateItem',
      'UpdateItem',
      'DeleteItem',
      'DeleteItem',
    ]);
  });

  test('what was sent waits and is forgotten', async () => {
    const owed = { L: [{ S: JSON.stringify(transition('a', 1)) }] };
    let updates = 0;
    dynamo = await scriptedDynamo(
      ({ operation }) => {
        if (operation !== 'UpdateItem') return undefined;
        updates += 1;
        return updates === 1 ? conflict : undefined;
      },
      { GetItem: { Item: { owed } } },
    );

    await dynamoFindings(state, dynamo.client).settle('a', ['a-1']);

    expect(dynamo.calls.map(({ operation }) => operation)).toEqual([
      'GetItem',
      'UpdateItem',
      'UpdateItem',
    ]);
  });
});

test('what has nothing to do with transactions is not tried again', async () => {
  dynamo = await scriptedDynamo(() => refused('ResourceNotFoundException', 'no such table'));

  await expect(dynamoHead(state, dynamo.client).moveHead(1, head(2))).rejects.toThrow(
    'no such table',
  );
  expect(dynamo.calls).toHaveLength(1);
});
