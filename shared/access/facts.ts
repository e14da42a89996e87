import type { Account } from '../model/account.ts';
import type { Config, Waiver } from '../model/config.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';

/**
 * What a rule may ask beside its subject. Every answer is recorded, so that a verdict is judged again only
 * when one of them changes. `undefined` says that the thing does not exist. Asking for an unread fact ends
 * the check: it becomes INSUFFICIENT_DATA, and the violations already yielded stand.
 */
export interface Facts {
  readonly account: Account;
  config(): Config;
  /** The day of the assessment, YYYY-MM-DD in UTC. */
  today(): string;
  get<V>(key: FactKey<V>): V | undefined;
  /** The items of a list, all of them; `known` gives those read so far where the list itself is unread. */
  list(key: ListKey): readonly string[];
  known(key: ListKey): readonly string[];
  /** The answer of some of the calls above, or `unread` instead of the end of the check. */
  ifRead<T>(ask: () => T): T | typeof unread;
  /**
   * As `ifRead`, but the verdict is incomplete from then on: for one of several things that count each by itself, such as
   * the policies of a role, so that what the others prove stands and nothing is resolved.
   */
  orIncomplete<T>(ask: () => T): T | typeof unread;
  /** Part of a fact was not understood: the verdict is incomplete, and coverage shows `key` as unread. */
  markUnread(key: FactKey<unknown>, reason: string): void;
  /** What a snapshot may bring and nobody has to: `undefined` when it was not read. That is a gap in coverage only where it was brought. */
  optional<V>(key: FactKey<V>): V | undefined;
  /**
   * What is inside a cluster, for a subject that is judged on AWS facts as well: `undefined` where nobody tried to read
   * it. Where somebody did and failed the check ends, as it does for any unread fact, so that nothing is resolved.
   */
  ifTried<V>(key: FactKey<V>): V | undefined;
  /**
   * What many checks need and only the whole estate gives, such as an index over every role, worked out once for all of
   * them: `work` has to be the same function each time, and turns on nothing but what it asks. Whoever shares it has asked
   * all that, so keep what many subjects share to what changes seldom.
   */
  shared<T>(work: (facts: Facts) => T): T;
  /** How many findings the waiver matches. */
  waiverMatches(waiver: Waiver): number;
}

export const unread: unique symbol = Symbol('unread');
