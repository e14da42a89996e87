import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { OwedTransition } from '../../shared/model/finding.ts';

/** The one table that holds an account's HEAD, findings, runs and lease, and what waits. */
export interface StateTable {
  readonly table: string;
  readonly accountId: string;
}

export type Item = Record<string, AttributeValue>;

export const headSort = 'HEAD';
export const leaseSort = 'LEASE';
export const toldUnreadSort = 'TOLD-UNREAD';
export const findingSort = (findingId: string): string => `${findingPrefix}${findingId}`;
export const runSort = (runId: string): string => `${runPrefix}${runId}`;
export const waitingSort = (hash: string): string => `${waitingPrefix}${hash}`;
export const observationSort = (id: string): string => `${observationPrefix}${id}`;
export const threadSort = (hash: string): string => `THREAD#${hash}`;
export const heartbeatSort = (id: string): string => `${heartbeatPrefix}${id}`;
export const heardSort = (kind: string): string => `${heardPrefix}${kind}`;
export const grantPrefix = (grantHash: string): string => `GRANT#${grantHash}#`;
export const findingPrefix = 'FINDING#';
export const runPrefix = 'RUN#';
export const waitingPrefix = 'WAITING#';
export const observationPrefix = 'OBSERVATION#';
export const heartbeatPrefix = 'HEARTBEAT#';
export const heardPrefix = 'HEARD#';

export function partitionKey(accountId: string): string {
  return `account#${accountId}`;
}

export function itemKey({ accountId }: StateTable, sort: string): Item {
  return { pk: { S: partitionKey(accountId) }, sk: { S: sort } };
}

/** The JSON of an item's `document`. Throws an error that names the item when it is none. */
export function documentOf<T>(item: Item): T {
  const text = item['document']?.S;
  try {
    return JSON.parse(text ?? '');
  } catch (cause) {
    const name = `${item['pk']?.S} ${item['sk']?.S}`;
    throw new Error(`item ${name} of the state table has no readable document`, { cause });
  }
}

/** The transitions that a finding's item owes, oldest first. */
export function owedIn({ owed }: Item): readonly OwedTransition[] {
  return (owed?.L ?? []).map(({ S }) => JSON.parse(S ?? 'null'));
}
