import type { Account } from '../model/account.ts';

/** Whose a principal is, as its ARN says. */
interface Owner {
  readonly accountId: string;
  readonly partition: string;
}

/**
 * The account of a principal in words, undefined for the watched one itself: an account belongs to one partition,
 * so the same twelve digits in another partition are somebody else's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function foreignAccount(owner: Owner, watched: Account): string | undefined {
  if (owner.partition !== watched.partition) return `${owner.accountId} in ${owner.partition}`;
  return owner.accountId === watched.accountId ? undefined : owner.accountId;
}
