import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { transact } from '../../../functions/adapters/transact.ts';
import { cancelled, scriptedDynamo } from '../../support/aws/scripted-dynamo.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe('transact', () => {
  test('says that nothing failed when all was written', async () => {
    const { client } = await dynamoThatAnswers([]);

    expect(await transact(client, [item, item])).toEqual(new Set());
  });

  test('names the items whose condition failed', async () => {
    const { client, sent } = await dynamoThatAnswers([
      ['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'],
    ]);

    expect(await transact(client, [item, item, item])).toEqual(new Set([1, 2]));
    expect(sent()).toBe(1);
  });

  test('tries again when another transaction or a burst was in the way', async () => {
    const { client, sent } = await dynamoThatAnswers([
      ['None', 'TransactionConflict'],
      ['ThrottlingError', 'None'],
    ]);

    expect(await transact(client, [item, item])).toEqual(new Set());
    expect(sent()).toBe(3);
  });

  test('prefers a failed condition to a conflict of another item', async () => {
    const { client, sent } = await dynamoThatAnswers([
      ['ConditionalCheckFailed', 'TransactionConflict'],
    ]);

    expect(await transact(client, [item, item])).toEqual(new Set([0]));
    expect(sent()).toBe(1);
  });

  test('gives up at once on what will not pass', async () => {
    const { client, sent } = await dynamoThatAnswers([['None', 'ValidationError']]);

    await expect(transact(client, [item, item])).rejects.toThrow('Transaction cancelled');
    expect(sent()).toBe(1);
  });
});

const item: TransactWriteItem = { Put: { TableName: 'state', Item: { pk: { S: 'a' } } } };

/** Cancels one transaction after the other for these reasons, then lets all pass. */
async function dynamoThatAnswers(cancellations: readonly (readonly string[])[]) {
  const { client, calls, close } = await scriptedDynamo((_, number) => {
    const codes = cancellations[number];
    return codes === undefined ? undefined : cancelled(codes);
  });
  closers.push(close);
  return { client, sent: () => calls.length };
}
