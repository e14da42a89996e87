import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { transact } from '../../../functions/adapters/transact.ts';

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
  let sent = 0;
  const server = createServer((_request, response) => {
    const codes = cancellations[sent];
    sent += 1;
    const body = codes === undefined ? {} : cancelled(codes);
    response.writeHead(codes === undefined ? 200 : 400, {
      'content-type': 'application/x-amz-json-1.0',
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  });
  return { client, sent: () => sent };
}

function cancelled(codes: readonly string[]): unknown {
  return {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  };
}
