import type { AwsFailure } from './aws-failure.ts';
import type { Asked } from './aws-session.ts';

/** One page of a list; `values` is missing when the answer had no such member. */
export interface Page<T> {
  readonly values: readonly T[] | undefined;
  readonly nextToken: string | undefined;
}

/** A list as far as it could be read: `failure` says that there is more which could not be. */
export interface Listing<T> {
  readonly values: readonly T[];
  /** Milliseconds since the epoch, before the first page was asked for. */
  readonly readAt: number;
  readonly failure?: AwsFailure;
  /** There is more, and nobody asked for it. */
  readonly isCut?: true;
}

/** Follows `nextToken` to the last page, to the first that fails, or until there are as many as are wanted. */
export async function everyPage<T>(
  ask: (nextToken: string | undefined) => Promise<Asked<Page<T>>>,
  most = Number.POSITIVE_INFINITY,
): Promise<Listing<T>> {
  const values: T[] = [];
  let page = await ask(undefined);
  const { readAt } = page;
  for (let pages = 1; page.ok && page.value.values !== undefined; pages += 1) {
    values.push(...page.value.values);
    if (!page.value.nextToken) return { values, readAt };
    if (pages === most) return { values, readAt, isCut: true };
    page = await ask(page.value.nextToken);
  }
  return { values, readAt, failure: page.ok ? withoutList : page.failure };
}

const withoutList: AwsFailure = {
  kind: 'other',
  reason: 'malformed answer: a page without its list',
};
