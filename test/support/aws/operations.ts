import type { AwsState } from './account-state.ts';
import { AwsError, type Input } from './aws-call.ts';

/** What an operation is done with. */
export interface Context {
  readonly state: AwsState;
  readonly region: string;
}

/** One operation of a service: changes the state, gives the response. Throws AwsError to refuse. */
export type Operation = (input: Input, context: Context) => unknown;

/** Gives an operation the SDK's own type of its input. */
export function operation<I>(run: (input: I, context: Context) => unknown): Operation {
  return (input, context) => run(input as I, context);
}

/** One page of a list of at most `limit`, and the token of the next. Refuses a page size above it, as AWS does. */
export function pageOf<T>(
  all: readonly T[],
  { size, token, limit }: { size?: number | undefined; token?: string | undefined; limit: number },
): { readonly page: readonly T[]; readonly next: string | undefined } {
  const wanted = size ?? 100;
  if (!(wanted >= 1 && wanted <= limit)) {
    throw new AwsError('InvalidParameterException', `A page holds 1 to ${limit}, not ${wanted}.`);
  }
  const start = token === undefined ? 0 : Number(token);
  const end = start + wanted;
  return { page: all.slice(start, end), next: end < all.length ? String(end) : undefined };
}
