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
}

/** Follows `nextToken` to the last page, or to the first that fails. */
export async function everyPage<T>(
  ask: (nextToken: string | undefined) => Promise<Asked<Page<T>>>,
): Promise<Listing<T>> {
  const values: T[] = [];
  let page = await ask(undefined);
  const { readAt } = page;
  while (page.ok && page.value.values !== undefined) {
    values.push(...page.value.values);
    if (!page.value.nextToken) return { values, readAt };
    page = await ask(page.value.nextToken);
  }
  return { values, readAt, failure: page.ok ? withoutList : page.failure };
}

const withoutList: AwsFailure = {
  kind: 'other',
  reason: 'malformed answer: a page without its list',
};
