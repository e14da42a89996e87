import { setTimeout } from 'node:timers/promises';
import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

/**
 * Writes all of the items or none, trying again when others were in the way. Resolves to the positions
 * whose condition failed: none when all was written. Throws what trying again would not cure.
 */
export async function transact(
  client: DynamoDBClient,
  TransactItems: TransactWriteItem[],
): Promise<ReadonlySet<number>> {
  for (let attempt = 1; ; attempt += 1) {
    const refusal = await refusalOf(client, TransactItems);
    const codes = (refusal?.CancellationReasons ?? []).map(({ Code = 'None' }) => Code);
    const failed = codes.flatMap((code, index) => (code === checkFailed ? [index] : []));
    if (refusal === undefined || failed.length > 0) return new Set(failed);
    if (attempt === attempts || !mayPass(codes)) throw refusal;
    await setTimeout(Math.random() * Math.min(2_000, 25 * 2 ** attempt));
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (TransactionCanceledException) */
const checkFailed = 'ConditionalCheckFailed';

/** How often a transaction is tried against others that touch the same items. */
const attempts = 10;

/** Another writer or a burst of traffic: the same transaction can pass a moment later. */
const passing: ReadonlySet<string> = new Set([
  'None',
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

function mayPass(codes: readonly string[]): boolean {
  return codes.length > 0 && codes.every((code) => passing.has(code));
}

async function refusalOf(
  client: DynamoDBClient,
  TransactItems: TransactWriteItem[],
): Promise<TransactionCanceledException | undefined> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return undefined;
  } catch (error) {
    if (error instanceof TransactionCanceledException) return error;
    throw error;
  }
}
