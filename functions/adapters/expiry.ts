import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './state-table.ts';

/**
 * The attribute by which DynamoDB deletes items: a number, in seconds since the epoch. It takes up to a few
 * days, so whoever reads leaves out what has expired.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ttl-expired-items.html
 */
export const expiryAttribute = 'expiresAt';

/** The attribute's value for a moment in milliseconds. */
export function expiryAt(moment: number): AttributeValue {
  return { N: String(Math.ceil(moment / 1000)) };
}

/** Whether an item is to be read as if it were gone; `now` in milliseconds. */
export function hasExpired({ [expiryAttribute]: at }: Item, now: number): boolean {
  return at?.N !== undefined && Number(at.N) * 1000 <= now;
}
