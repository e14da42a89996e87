import { setTimeout } from 'node:timers/promises';
import { TransactionConflictException } from '@aws-sdk/client-dynamodb';

/** Tries again after growing pauses while an error says that waiting may cure it. Throws the last one. */
export async function retrying<T>(
  attempt: () => Promise<T>,
  mayPass: (error: unknown) => boolean,
  attempts = 10,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried === attempts || !mayPass(error)) throw error;
    }
    await setTimeout(Math.random() * Math.min(2_000, 25 * 2 ** tried));
  }
}

/**
 * A single write met a transaction under way on the same item. The SDK does not try again by itself.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export function isConflict(error: unknown): boolean {
  return error instanceof TransactionConflictException;
}
