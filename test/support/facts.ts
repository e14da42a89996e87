import { type Recording, recordingFacts, UnreadFact } from '../../shared/assess/facts.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Config } from '../../shared/model/config.ts';
import { createEstate } from '../../shared/model/estate.ts';
import { absent, type Fact, present, unread } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import type { Statement } from '../../shared/model/policy-document.ts';
import type { Role, User } from '../../shared/model/principal.ts';
import type { EventSelectors, Trail, TrailStatus } from '../../shared/model/trail.ts';
import { plainConfig } from './config.ts';

/** What is known. Whatever is not given is unread; `absent` was looked for and does not exist. */
export interface Known {
  readonly account?: Account;
  readonly config?: Partial<Config>;
  readonly today?: string;
  readonly facts?: readonly KnownFact[];
  readonly roles?: ByArn<Role>;
  readonly trustPolicies?: ByArn<readonly Statement[]>;
  readonly users?: ByArn<User>;
  readonly trails?: ByArn<Trail>;
  readonly trailStatus?: ByArn<TrailStatus>;
  readonly eventSelectors?: ByArn<EventSelectors>;
  /** The trails are known as far as `trails` goes, but there may be more. */
  readonly trailListUnread?: true;
  readonly waiverMatches?: number;
}

export type KnownFact = readonly [FactKey<unknown>, Fact<unknown>];

type ByArn<V> = Readonly<Record<string, V | 'absent'>>;

const ownAccount: Account = { accountId: '012345678901', partition: 'aws' };

/** A fact that was read. */
export function known<V>(key: FactKey<V>, value: NoInfer<V>): KnownFact {
  return [key, present(value, 1)];
}

/** A thing that was looked for and does not exist. */
export function gone(key: FactKey<unknown>): KnownFact {
  return [key, absent(1)];
}

/** A fact that could not be read. */
export function denied(key: FactKey<unknown>): KnownFact {
  return [key, unread('AccessDenied', 1)];
}

/** The accessor that rules really get, on an estate in which just this is known. */
export function factsFrom(given: Known): Recording {
  return recordingFacts({
    estate: createEstate(given.account ?? ownAccount, new Map(factsIn(given))),
    config: { ...plainConfig, ...given.config },
    today: given.today ?? '2026-11-21',
    waiverMatches: () => given.waiverMatches ?? fail('findings'),
  });
}

function* factsIn(given: Known): Iterable<KnownFact> {
  yield* byArn(given.roles, factKeys.role);
  for (const [arn, statements] of Object.entries(given.trustPolicies ?? {})) {
    const key = factKeys.trustPolicy(arn);
    yield statements === 'absent' ? gone(key) : known(key, { statements });
  }
  yield* byArn(given.users, factKeys.user);
  if (given.trails !== undefined && given.trailListUnread !== true) {
    const arns = Object.keys(given.trails);
    yield known(factKeys.trails(), arns);
  }
  yield* byArn(given.trails, factKeys.trail);
  yield* byArn(given.trailStatus, factKeys.trailStatus);
  yield* byArn(given.eventSelectors, factKeys.eventSelectors);
  yield* given.facts ?? [];
}

function byArn<V>(
  values: ByArn<V> | undefined,
  key: (arn: string) => FactKey<V>,
): readonly KnownFact[] {
  return Object.entries(values ?? {}).map(([arn, value]) =>
    value === 'absent' ? gone(key(arn)) : [key(arn), present(value, 1)],
  );
}

function fail(what: string): never {
  throw new UnreadFact(`${what}: unread`);
}
