import { UnreadFact } from '../../shared/assess/facts.ts';
import type { AssociatedAccessPolicy } from '../../shared/model/access-entry.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Config } from '../../shared/model/config.ts';
import type { Statement } from '../../shared/model/policy-document.ts';
import type { Role, User } from '../../shared/model/principal.ts';
import type { EventSelectors, Trail, TrailStatus } from '../../shared/model/trail.ts';
import { type Facts, unread } from '../../shared/rules/rule.ts';
import { plainConfig } from './config.ts';

/** What is known, by ARN. Whatever is not given is unread; `absent` was looked for and does not exist. */
export interface Known {
  readonly account?: Account;
  readonly config?: Partial<Config>;
  readonly today?: string;
  readonly accessPolicies?: readonly AssociatedAccessPolicy[];
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

type ByArn<V> = Readonly<Record<string, V | 'absent'>>;

const ownAccount: Account = { accountId: '012345678901', partition: 'aws' };

export function factsFrom(known: Known): Facts {
  const trails = () => Object.keys(known.trails ?? {});
  return {
    account: known.account ?? ownAccount,
    config: () => ({ ...plainConfig, ...known.config }),
    today: () => known.today ?? '2026-11-21',
    accessPolicies: () => known.accessPolicies ?? fail('access policies'),
    role: (arn) => look('role', known.roles, arn),
    trustPolicy: (arn) => look('trust policy', known.trustPolicies, arn),
    user: (arn) => look('user', known.users, arn),
    trail: (arn) => look('trail', known.trails, arn),
    trailStatus: (arn) => look('trail status', known.trailStatus, arn),
    eventSelectors: (arn) => look('event selectors', known.eventSelectors, arn),
    trails: () => (known.trails && !known.trailListUnread ? trails() : fail('trails')),
    knownTrails: trails,
    waiverMatches: () => known.waiverMatches ?? fail('findings'),
    ifRead: (ask) => {
      try {
        return ask();
      } catch (error) {
        if (error instanceof UnreadFact) return unread;
        throw error;
      }
    },
  };
}

function look<V>(what: string, facts: ByArn<V> | undefined, arn: string): V | undefined {
  const value = facts?.[arn] ?? fail(`${what} ${arn}`);
  return value === 'absent' ? undefined : value;
}

function fail(what: string): never {
  throw new UnreadFact(`${what}: unread`);
}
