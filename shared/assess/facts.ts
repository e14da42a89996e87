import { type Facts, unread } from '../access/facts.ts';
import type { Config, Waiver } from '../model/config.ts';
import { type Estate, factOf, membersOf } from '../model/estate.ts';
import { type Fact, isPresent, unread as unreadFact } from '../model/fact.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';
import type { Touched } from './verdict.ts';

/** What an assessment is made on. */
export interface Grounds {
  readonly estate: Estate;
  readonly config: Config;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
  /** Throws `UnreadFact` while it cannot be told. */
  waiverMatches(waiver: Waiver): number;
}

/** Ends a check that asked for something unread. */
export class UnreadFact extends Error {
  override readonly name = 'UnreadFact';
}

export interface Recording {
  readonly facts: Facts;
  /** The questions asked so far, with their answers. */
  readonly touched: readonly Touched[];
  /** Why the check went on without something that was unread; undefined when it had all it asked for. */
  incomplete(): string | undefined;
}

/** Facts for one check, which remember what was asked. */
export function recordingFacts(grounds: Grounds): Recording {
  const { estate, config, today } = grounds;
  const touched: Touched[] = [];
  let missing: string | undefined;

  function get<V>(key: FactKey<V>): V | undefined {
    const answer = factOf(estate, key);
    touched.push({ ask: 'fact', key, answer });
    if (!answer.read) throw new UnreadFact(`${key}: ${answer.reason}`);
    return isPresent(answer) ? answer.value : undefined;
  }

  function members(key: ListKey): Fact<readonly string[]> {
    const answer = membersOf(estate, key);
    touched.push({ ask: 'members', key, answer });
    return answer;
  }

  const facts: Facts = {
    account: estate.account,
    config: () => config,
    today: () => today,
    get,
    list: (key) => allOf(key, members(key)),
    known: (key) => knownOf(members(key)),
    ifRead: (ask) => attempt(ask, () => undefined),
    orIncomplete: (ask) =>
      attempt(ask, (reason) => {
        missing ??= reason;
      }),
    markUnread: (key, reason) => {
      touched.push({ ask: 'derived', key, answer: unreadFact(reason, 0) });
      missing ??= `${key}: ${reason}`;
    },
    optional: (key) => {
      const answer = factOf(estate, key);
      touched.push({ ask: 'optional', key, answer });
      return isPresent(answer) ? answer.value : undefined;
    },
    waiverMatches: (waiver) => grounds.waiverMatches(waiver),
  };
  return { facts, touched, incomplete: () => missing };
}

function attempt<T>(ask: () => T, otherwise: (reason: string) => void): T | typeof unread {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof UnreadFact)) throw error;
    otherwise(error.message);
    return unread;
  }
}

function allOf(key: ListKey, list: Fact<readonly string[]>): readonly string[] {
  if (!list.read) throw new UnreadFact(`${key}: ${list.reason}`);
  return knownOf(list);
}

/** The items of a list as far as they are known, whether or not all of it was read. */
export function knownOf(list: Fact<readonly string[]>): readonly string[] {
  const known = list.read ? list : list.last;
  return isPresent(known) ? known.value : [];
}
