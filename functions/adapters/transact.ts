import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { retrying } from './retrying.ts';

/**
 * Writes all of the items or none, trying again when others were in the way. Resolves to the positions
 * whose condition failed: none when all was written. Throws what trying again would not cure.
 */
export function transact(
  client: DynamoDBClient,
  TransactItems: TransactWriteItem[],
): Promise<ReadonlySet<number>> {
  return retrying(async () => {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return new Set();
    } catch (error) {
      const failed = failedChecks(error);
      if (failed.size === 0) throw error;
      return failed;
    }
  }, mayPass);
}

/** Why a cancelled transaction was, item by item: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (TransactionCanceledException) */
export function cancellationCodes(error: unknown): readonly string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code);
}

function failedChecks(error: unknown): ReadonlySet<number> {
  const codes = cancellationCodes(error);
  return new Set(
    codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : [])),
  );
}

/** Another writer or a burst of traffic: the same transaction can pass a moment later. */
const passing: ReadonlySet<string> = new Set([
  'None',
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

function mayPass(error: unknown): boolean {
  const codes = cancellationCodes(error);
  return codes.length > 0 && codes.every((code) => passing.has(code));
}
