import { describe, expect, it, test } from 'vitest';
import { type Observed, observationsOf } from '../../../shared/assess/observations.ts';
import type { GrantEvent } from '../../../shared/model/observation.ts';
import { accessGrantShortLived } from '../../../shared/rules/access-grant-short-lived.ts';
import { plainConfig } from '../../support/config.ts';
import {
  clusterAdmin,
  prodRef,
  roleArn,
  sampleAccount,
  sketchEstate,
} from '../../support/estate.ts';
import { testCatalogue } from '../../support/rules.ts';

const ci = roleArn('ci');
const grant = 'AmazonEKSClusterAdminPolicy over the whole cluster';
const actor = (eventId: string, eventTime: number, arn?: string) => ({
  name: 'user/alice',
  ...(arn === undefined ? {} : { arn }),
  eventId,
  eventName: 'x',
  eventTime,
  region: 'eu-west-1',
});
const granted: GrantEvent = {
  grantId: `access-entry eu-west-1/prod ${ci}`,
  policyArn: clusterAdmin.policyArn,
  kind: 'granted',
  cluster: prodRef,
  principalArn: ci,
  grant,
  actor: actor('granted', 1_000),
};
const removed: GrantEvent = { ...granted, kind: 'removed', actor: actor('removed', 2_000) };
const clean = sketchEstate({ prod: { ci: {} } });
const admin = sketchEstate({ prod: { ci: { accessPolicies: [clusterAdmin] } } });

function observed(events: readonly GrantEvent[], more: Partial<Observed> = {}) {
  return observationsOf({
    account: sampleAccount,
    catalogue: [...testCatalogue, accessGrantShortLived],
    config: plainConfig,
    events,
    looks: [clean, clean],
    at: 9_000,
    ...more,
  });
}

describe('a grant and its removal', () => {
  it('that no look has seen are one observation', () => {
    expect(observed([granted, removed])).toEqual([
      {
        id: '38c16a99428aff81ab5a',
        ruleId: 'access-grant-short-lived',
        kind: 'short-lived',
        severity: 'MEDIUM',
        at: 9_000,
        cluster: prodRef,
        principalArn: ci,
        grant,
        grantedBy: granted.actor,
        removedBy: removed.actor,
      },
    ]);
  });

  it('have one id for one event and one policy, and another for another', () => {
    const ids = [
      observed([granted, removed]),
      observed([{ ...granted, actor: actor('other', 1_000) }, removed]),
      observed([
        { ...granted, policyArn: 'p' },
        { ...removed, policyArn: 'p' },
      ]),
    ].map(([first]) => first?.id);
    expect(new Set(ids).size).toBe(3);
  });

  test.each([
    ['before', [admin, clean]],
    ['now', [clean, admin]],
  ])('that a look has seen are none: %s', (_, looks) => {
    expect(observed([granted, removed], { looks })).toEqual([]);
  });

  it('are none without the removal, and none where that is of another policy or came before', () => {
    expect(observed([granted])).toEqual([]);
    expect(observed([granted, { ...removed, policyArn: 'other' }])).toEqual([]);
    expect(observed([granted, { ...removed, actor: actor('removed', 999) }])).toEqual([]);
    expect(observed([removed])).toEqual([]);
  });

  it('of one second are one, and so is the removal of the whole entry', () => {
    expect(observed([granted, { ...removed, actor: actor('removed', 1_000) }])).toHaveLength(1);
    const { policyArn, ...entry } = removed;
    expect(observed([granted, entry])).toHaveLength(1);
  });

  it('of a bare entry are none where the entry was seen', () => {
    const { policyArn, ...made } = granted;
    const { policyArn: _, ...gone } = removed;
    expect(observed([made, gone])).toEqual([]);
    const empty = sketchEstate({ prod: {} });
    expect(observed([made, gone], { looks: [empty, empty] })).toHaveLength(1);
  });
});

describe('a grant by its own beneficiary', () => {
  const own: GrantEvent = { ...granted, actor: actor('own', 1_000, ci) };

  it('is an observation though it was seen, beside that it came and went', () => {
    expect(observed([own], { looks: [clean, admin] })).toMatchObject([{ kind: 'self-granted' }]);
    expect(observed([own])[0]).not.toHaveProperty('removedBy');
    expect(observed([own, removed]).map(({ kind }) => kind)).toEqual([
      'short-lived',
      'self-granted',
    ]);
    expect(observed([own, removed])[1]).not.toHaveProperty('removedBy');
  });
});

describe('the configuration', () => {
  it('may switch the rule off, or make it as severe as it says', () => {
    const rules = { [accessGrantShortLived.id]: { enabled: false } };
    expect(observed([granted, removed], { config: { ...plainConfig, rules } })).toEqual([]);
    const severe = { [accessGrantShortLived.id]: { severity: 'CRITICAL' as const } };
    expect(
      observed([granted, removed], { config: { ...plainConfig, rules: severe } })[0]?.severity,
    ).toBe('CRITICAL');
  });
});
