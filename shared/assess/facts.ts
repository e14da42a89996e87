import type { Config, Waiver } from '../model/config.ts';
import { type Estate, factOf, membersOf } from '../model/estate.ts';
import { type Fact, isPresent } from '../model/fact.ts';
import { type FactKey, factKeys, type ListKey } from '../model/fact-key.ts';
import { type Facts, unread } from '../rules/rule.ts';
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
}

/** Facts for one check, which remember what was asked. */
export function recordingFacts(grounds: Grounds): Recording {
  const { estate, config, today } = grounds;
  const touched: Touched[] = [];

  function value<V>(key: FactKey<V>): V | undefined {
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
    accessPolicies: (cluster, principalArn) =>
      value(factKeys.accessPolicies(cluster, principalArn)) ?? [],
    role: (arn) => value(factKeys.role(arn)),
    trustPolicy: (roleArn) => value(factKeys.trustPolicy(roleArn))?.statements,
    user: (arn) => value(factKeys.user(arn)),
    trail: (arn) => value(factKeys.trail(arn)),
    trailStatus: (arn) => value(factKeys.trailStatus(arn)),
    eventSelectors: (arn) => value(factKeys.eventSelectors(arn)),
    trails: () => allOf(factKeys.trails(), members(factKeys.trails())),
    knownTrails: () => knownOf(members(factKeys.trails())),
    waiverMatches: (waiver) => grounds.waiverMatches(waiver),
    ifRead: (ask) => {
      try {
        return ask();
      } catch (error) {
        if (error instanceof UnreadFact) return unread;
        throw error;
      }
    },
  };
  return { facts, touched };
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
