import { contentHash } from '../findings/identity.ts';
import type { Account } from '../model/account.ts';
import type { Config } from '../model/config.ts';
import { createEstate, type Estate, factOf } from '../model/estate.ts';
import { isPresent } from '../model/fact.ts';
import { factKeys } from '../model/fact-key.ts';
import type { GrantEvent, Observation } from '../model/observation.ts';
import { valuesOf } from '../model/value-change.ts';
import type { Rule, RuleFor } from '../rules/rule.ts';
import { recordingFacts } from './facts.ts';

export interface Observed {
  readonly catalogue: readonly Rule[];
  readonly account: Account;
  readonly config: Config;
  /** What is remembered about one grant, in the order of their event times. */
  readonly events: readonly GrantEvent[];
  /** The estate as it was seen before the last of them and after it. */
  readonly looks: readonly Estate[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What the events show and no look does, by every enabled rule about grants. */
export function observationsOf(observed: Observed): readonly Observation[] {
  const { catalogue, config, events, looks } = observed;
  const rules = catalogue
    .filter((rule) => rule.subject === 'grant')
    .filter(({ id }) => config.rules[id]?.enabled !== false);
  const granted = events.filter(({ kind }) => kind === 'granted');
  return rules.flatMap((rule) =>
    granted.flatMap((grant) => {
      const removed = removalOf(grant, events);
      const seen = looks.some((estate) => holds(estate, grant));
      return judged(observed, rule, grant, removed, seen);
    }),
  );
}

function judged(
  { account, config, at }: Observed,
  rule: RuleFor<'grant'>,
  granted: GrantEvent,
  removed: GrantEvent | undefined,
  seen: boolean,
): readonly Observation[] {
  const { cluster, principalArn, grant, actor, policyArn = '' } = granted;
  const subject = { granted, seen, ...(removed === undefined ? {} : { removed }) };
  return [...rule.check(subject, noFacts(account, config))].map(({ key }) => ({
    id: contentHash([rule.id, key, actor.eventId, policyArn]).slice(0, 20),
    ruleId: rule.id,
    kind: key === 'self-granted' ? 'self-granted' : 'short-lived',
    severity: config.rules[rule.id]?.severity ?? rule.severity,
    at,
    cluster,
    principalArn,
    grant,
    grantedBy: actor,
    ...(key === 'self-granted' || removed === undefined ? {} : { removedBy: removed.actor }),
  }));
}

/** Nothing of it is judged on the state. */
function noFacts(account: Account, config: Config) {
  const estate = createEstate(account, new Map());
  return recordingFacts({ estate, config, today: '', waiverMatches: () => 0 }).facts;
}

/** The first call after it that took the policy away again, or the whole entry. */
function removalOf(granted: GrantEvent, events: readonly GrantEvent[]): GrantEvent | undefined {
  return events.find(
    ({ kind, policyArn, actor }) =>
      kind === 'removed' &&
      (policyArn === undefined || policyArn === granted.policyArn) &&
      actor.eventTime >= granted.actor.eventTime,
  );
}

function holds(estate: Estate, { grantId, cluster, principalArn, policyArn }: GrantEvent): boolean {
  if (!isPresent(factOf(estate, grantId))) return false;
  const policies = factKeys.accessPolicies(cluster, principalArn);
  return policyArn === undefined || valuesOf(policies, factOf(estate, policies)).has(policyArn);
}
