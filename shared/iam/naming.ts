import type { Truth } from './truth.ts';

/**
 * How a statement comes to be about a caller: as itself, a session, a user, a provider, a service or one of everybody;
 * by its role; or by its account, which leaves it to the account's own policies.
 */
export type Naming = 'itself' | 'role' | 'account';

export interface Named {
  readonly by: Naming;
  readonly truth: Truth;
  /** What an unknown truth turns on, in words. */
  readonly assumes?: string | undefined;
}
