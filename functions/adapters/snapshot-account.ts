import * as z from 'zod/mini';
import type { Account } from '../../shared/model/account.ts';
import type { Json } from '../../shared/model/json.ts';
import type { Parsed } from '../../shared/wire/parsed.ts';
import { parseWith, time } from '../../shared/wire/schema.ts';

/** `account.json` of a snapshot. */
export interface SnapshotAccount {
  readonly account: Account;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
}

export const accountFile = 'account.json';

/** What is wrong is said with what to write instead. */
export function readAccount(json: Json): Parsed<SnapshotAccount> {
  const parsed = parseWith(accountSchema, json);
  if ('error' in parsed) return parsed;
  const { accountId, partition, takenAt } = parsed.ok;
  if (typeof accountId === 'number') {
    return { error: 'accountId: is a number; put it in quotes, for leading zeros count' };
  }
  if (!/^\d{12}$/.test(accountId)) return { error: 'accountId: expected twelve digits in quotes' };
  return { ok: { account: { accountId, partition }, takenAt } };
}

export function writeAccount({ account, takenAt }: SnapshotAccount): Json {
  const { accountId, partition } = account;
  return { accountId, partition, takenAt: new Date(takenAt).toISOString() };
}

const accountSchema = z.object({
  accountId: z.union([z.string(), z.number()], 'expected twelve digits in quotes'),
  partition: z
    .string()
    .check(z.regex(/^aws[a-z-]*$/, 'expected a partition such as aws or aws-cn')),
  takenAt: time(),
});
