import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import { reconcile } from '../../../shared/findings/reconcile.ts';
import type { ReconcileInput } from '../../../shared/findings/steps.ts';
import type { Config, Waiver } from '../../../shared/model/config.ts';
import type { Estate } from '../../../shared/model/estate.ts';
import { type Fact, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Finding, Transition } from '../../../shared/model/finding.ts';
import { plainConfig } from '../../support/config.ts';
import { adminView, clusterAdmin, prodRef, roleArn, sketchEstate } from '../../support/estate.ts';
import { groupsRule, testCatalogue } from '../../support/rules.ts';

const actor = {
  name: 'user/alice',
  eventId: 'e-1',
  eventName: 'AssociateAccessPolicy',
  eventTime: 5,
  region: 'eu-west-1',
};

interface Given {
  readonly stored?: readonly Finding[];
  readonly config?: Partial<Config>;
  readonly today?: string;
  readonly catalogue?: ReconcileInput['catalogue'];
  readonly onlyRules?: ReadonlySet<string>;
  readonly now?: number;
}

function steps(estate: Estate, given: Given = {}): readonly Transition[] {
  const { stored = [], today = '2026-11-22', now = 100, onlyRules } = given;
  const config = { ...plainConfig, ...given.config };
  return reconcile({
    stored,
    assessment: assess({ catalogue: testCatalogue, estate, config, today }),
    catalogue: given.catalogue ?? testCatalogue,
    config,
    now,
    group: 'run-1',
    changes: [],
    story: () => ({ cause: 'change', delivery: 'now', actor }),
    ...(onlyRules === undefined ? {} : { onlyRules }),
  });
}

/** The findings as the table holds them after these steps. */
function tableAfter(...steps: (readonly Transition[])[]): readonly Finding[] {
  const table = new Map(steps.flat().map(({ finding }) => [finding.id, finding]));
  return [...table.values()];
}

function brief(transitions: readonly Transition[]) {
  return transitions.map(({ type, finding }) => `${type} ${finding.ruleId} v${finding.version}`);
}

const clean = sketchEstate({ prod: { ci: {} } });
const admin = sketchEstate({ prod: { ci: { accessPolicies: [clusterAdmin] } } });
const grouped = (...groups: string[]) =>
  sketchEstate({ prod: { ci: { kubernetesGroups: groups } } });
const waiver: Waiver = {
  rule: 'test-no-admin',
  subject: roleArn('ci'),
  reason: 'migration',
  owner: 'platform',
  expires: '2026-11-22',
};

describe('a violation that is not in the table', () => {
  it('opens a finding that tells everything', () => {
    const [step] = steps(admin);
    expect(step).toEqual({
      id: 'bc81bf1c88c6865450e9-1',
      type: 'OPENED',
      cause: 'change',
      at: 100,
      delivery: 'now',
      group: 'run-1',
      finding: {
        id: 'bc81bf1c88c6865450e9',
        ruleId: 'test-no-admin',
        severity: 'HIGH',
        title: 'A title',
        message: `${roleArn('ci')} is admin`,
        accountId: '012345678901',
        region: 'eu-west-1',
        clusterName: 'prod',
        resource: { type: 'AWS::EKS::AccessEntry', id: roleArn('ci') },
        subject: roleArn('ci'),
        evidence: { policyArn: clusterAdmin.policyArn },
        because: 'Otherwise something happens.',
        remedy: 'Mend it.',
        fingerprint: `{"policyArn":"${clusterAdmin.policyArn}"}`,
        status: 'open',
        firstSeen: 100,
        changedAt: 100,
        actor,
        version: 1,
      },
    });
  });

  it('is WAIVED from the start where a waiver covers it', () => {
    const [step] = steps(admin, { config: { waivers: [waiver] } });
    expect(step).toMatchObject({ type: 'WAIVED', finding: { status: 'waived', version: 1 } });
  });
});

describe('a finding that is still so', () => {
  it('takes no step', () => {
    const stored = tableAfter(steps(admin));
    expect(steps(admin, { stored, now: 200 })).toEqual([]);
  });

  it('is CHANGED when its fingerprint differs, keeping when it was first seen', () => {
    const stored = tableAfter(steps(grouped('a')));
    const [step] = steps(grouped('a', 'b'), { stored, now: 200 });
    expect(step).toMatchObject({
      type: 'CHANGED',
      finding: { firstSeen: 100, changedAt: 200, version: 2, evidence: { groups: ['a', 'b'] } },
    });
    expect(step).not.toHaveProperty('previousSeverity');
  });

  it('is CHANGED when its severity differs, telling both', () => {
    const stored = tableAfter(steps(admin));
    const rules = { 'test-no-admin': { severity: 'CRITICAL' as const } };
    const [step] = steps(admin, { stored, config: { rules } });
    expect(step).toMatchObject({
      type: 'CHANGED',
      previousSeverity: 'HIGH',
      finding: { severity: 'CRITICAL' },
    });
  });
});

describe('a finding that is no longer so', () => {
  it('is RESOLVED once its subject was read whole', () => {
    const stored = tableAfter(steps(admin));
    const [step] = steps(clean, { stored, now: 200 });
    expect(step).toMatchObject({
      type: 'RESOLVED',
      finding: { status: 'resolved', version: 2, changedAt: 200 },
    });
  });

  it('is RESOLVED when its subject is gone from a list that was read', () => {
    const stored = tableAfter(steps(admin));
    expect(brief(steps(sketchEstate({ prod: {} }), { stored }))).toEqual([
      'RESOLVED test-no-admin v2',
    ]);
    expect(brief(steps(sketchEstate({}), { stored }))).toEqual(['RESOLVED test-no-admin v2']);
  });

  it('is REOPENED when it comes back, as the same finding', () => {
    const opened = steps(admin);
    const resolved = steps(clean, { stored: tableAfter(opened), now: 200 });
    const again = steps(admin, { stored: tableAfter(opened, resolved), now: 300 });
    expect(brief(again)).toEqual(['REOPENED test-no-admin v3']);
    expect(again[0]?.finding).toMatchObject({ status: 'open', firstSeen: 100, changedAt: 300 });
  });

  it('is not told twice', () => {
    const opened = steps(admin);
    const resolved = steps(clean, { stored: tableAfter(opened) });
    expect(steps(clean, { stored: tableAfter(opened, resolved) })).toEqual([]);
  });
});

describe('a finding whose facts are unread', () => {
  const stored = tableAfter(steps(admin));
  const hidden = (key: FactKey<unknown>, fact: Fact<unknown> = unread('denied', 9)) =>
    brief(steps(sketchEstate({ prod: { ci: {} } }, new Map([[key, fact]])), { stored }));
  const dropped = (...keys: FactKey<unknown>[]) => {
    const facts = new Map(clean.facts);
    for (const key of keys) facts.delete(key);
    return facts;
  };

  it('stays open when the fact that the rule asks is unread', () => {
    expect(hidden(factKeys.accessPolicies(prodRef, roleArn('ci')))).toEqual([]);
  });

  it('stays open when its subject is unread', () => {
    expect(hidden(factKeys.accessEntry(prodRef, roleArn('ci')))).toEqual([]);
  });

  it.each([
    ['the list of its subjects', factKeys.accessEntries(prodRef)],
    ['the list of clusters', factKeys.clusters('eu-west-1')],
  ])('stays open when %s is unread and no longer shows it', (_, list) => {
    const facts = dropped(
      factKeys.accessEntry(prodRef, roleArn('ci')),
      factKeys.accessPolicies(prodRef, roleArn('ci')),
      factKeys.cluster(prodRef),
    );
    facts.set(list, unread('denied', 9));
    if (list !== factKeys.clusters('eu-west-1')) {
      facts.set(factKeys.clusters('eu-west-1'), present(['prod'], 1));
    }
    expect(brief(steps({ ...sketchEstate({}), facts, items: new Map() }, { stored }))).toEqual([]);
  });

  it("is RESOLVED although another cluster's list is unread", () => {
    const other = factKeys.accessEntries({ region: 'eu-west-1', name: 'dev' });
    const estate = sketchEstate({ prod: {}, dev: {} }, new Map([[other, unread('denied', 9)]]));
    expect(brief(steps(estate, { stored }))).toEqual(['RESOLVED test-no-admin v2']);
  });

  it("is RESOLVED although another Region's clusters are unread", () => {
    const config = { regions: ['eu-west-1', 'us-east-1'] };
    expect(brief(steps(sketchEstate({ prod: {} }), { stored, config }))).toEqual([
      'RESOLVED test-no-admin v2',
    ]);
  });

  it('still opens what was proven', () => {
    const estate = sketchEstate(
      { prod: { ci: { kubernetesGroups: ['g'] } } },
      new Map([[factKeys.accessPolicies(prodRef, roleArn('ci')), unread('denied', 9)]]),
    );
    expect(brief(steps(estate))).toEqual(['OPENED test-no-groups v1']);
  });
});

describe('a finding that we no longer look for', () => {
  const stored = tableAfter(steps(admin));

  it('is RETIRED when the rule was switched off', () => {
    const rules = { 'test-no-admin': { enabled: false } };
    expect(steps(admin, { stored, config: { rules } })).toMatchObject([
      { type: 'RETIRED', note: 'The rule was switched off.', finding: { status: 'retired' } },
    ]);
  });

  it('is RETIRED when the rule is gone', () => {
    expect(steps(clean, { stored, catalogue: [groupsRule] })).toMatchObject([
      { type: 'RETIRED', note: 'The rule is gone.' },
    ]);
  });

  it('is RETIRED when its Region is no longer watched', () => {
    expect(steps(admin, { stored, config: { regions: ['us-east-1'] } })).toMatchObject([
      { type: 'RETIRED', note: 'Region eu-west-1 is no longer watched.' },
    ]);
  });

  it('is RETIRED when a stronger finding now speaks for it', () => {
    const weak = sketchEstate({ prod: { ci: { accessPolicies: [adminView] } } });
    const both = sketchEstate({ prod: { ci: { accessPolicies: [adminView, clusterAdmin] } } });
    expect(steps(both, { stored: tableAfter(steps(weak)) })).toMatchObject([
      { type: 'OPENED', finding: { ruleId: 'test-no-admin' } },
      { type: 'RETIRED', note: 'Now part of finding bc81bf1c88c6865450e9.' },
    ]);
  });
});

describe('a waiver', () => {
  const waived = { config: { waivers: [waiver] } };
  const open = tableAfter(steps(admin));
  const asleep = tableAfter(steps(admin, { stored: open, ...waived }));

  it('puts an open finding to sleep', () => {
    expect(brief(steps(admin, { stored: open, ...waived }))).toEqual(['WAIVED test-no-admin v2']);
    expect(steps(admin, { stored: asleep, ...waived })).toEqual([]);
  });

  it('wakes it when it is taken back', () => {
    expect(brief(steps(admin, { stored: asleep }))).toEqual(['UNWAIVED test-no-admin v3']);
  });

  it('wakes it the day after its last', () => {
    const types = steps(admin, { stored: asleep, ...waived, today: '2026-11-23' });
    expect(brief(types)).toEqual(['WAIVER_EXPIRED test-no-admin v3', 'OPENED test-waivers v1']);
  });

  it('does not keep a finding alive that is mended', () => {
    expect(brief(steps(clean, { stored: asleep }))).toEqual(['RESOLVED test-no-admin v3']);
  });

  it('covers a finding that comes back', () => {
    const resolved = tableAfter(steps(clean, { stored: open }));
    expect(brief(steps(admin, { stored: resolved, ...waived }))).toEqual([
      'WAIVED test-no-admin v3',
    ]);
  });
});

describe('a scope', () => {
  it('moves the findings of its rules and no others', () => {
    const onlyRules = new Set(['test-no-groups']);
    const estate = sketchEstate({
      prod: { ci: { accessPolicies: [clusterAdmin], kubernetesGroups: ['g'] } },
    });
    expect(brief(steps(estate, { onlyRules }))).toEqual(['OPENED test-no-groups v1']);
    expect(steps(clean, { stored: tableAfter(steps(admin)), onlyRules })).toEqual([]);
  });

  it('keeps a finding that another would speak for, until that other may be written', () => {
    const weak = sketchEstate({ prod: { ci: { accessPolicies: [adminView] } } });
    const both = sketchEstate({ prod: { ci: { accessPolicies: [adminView, clusterAdmin] } } });
    const onlyRules = new Set(['test-no-admin-view']);
    const stored = tableAfter(steps(weak));
    expect(steps(both, { stored, onlyRules })).toEqual([]);
    const written = tableAfter(steps(weak), steps(admin));
    expect(brief(steps(both, { stored: written, onlyRules }))).toEqual([
      'RETIRED test-no-admin-view v2',
    ]);
  });

  it('retires what another finding in the same scope speaks for', () => {
    const weak = sketchEstate({ prod: { ci: { accessPolicies: [adminView] } } });
    const both = sketchEstate({
      prod: { ci: { accessPolicies: [adminView, clusterAdmin] }, ops: { kubernetesGroups: ['g'] } },
    });
    const onlyRules = new Set(['test-no-admin', 'test-no-admin-view']);
    expect(brief(steps(both, { stored: tableAfter(steps(weak)), onlyRules }))).toEqual([
      'OPENED test-no-admin v1',
      'RETIRED test-no-admin-view v2',
    ]);
  });

  it('resolves what nobody speaks for', () => {
    const weak = sketchEstate({ prod: { ci: { accessPolicies: [adminView] } } });
    const onlyRules = new Set(['test-no-admin-view']);
    expect(brief(steps(clean, { stored: tableAfter(steps(weak)), onlyRules }))).toEqual([
      'RESOLVED test-no-admin-view v2',
    ]);
  });
});

describe('what a step tells of its story', () => {
  const story = (told: object) => {
    const config = plainConfig;
    const assessment = assess({
      catalogue: testCatalogue,
      estate: admin,
      config,
      today: '2026-11-22',
    });
    const [step] = reconcile({
      ...{ stored: [], assessment, catalogue: testCatalogue, config, now: 1, group: 'g' },
      changes: [],
      story: () => ({ cause: 'change', delivery: 'now', ...told }),
    });
    return step;
  };

  it('is who did it, what nobody has accounted for, and what it means', () => {
    const awaiting = { claims: [], since: 1, until: 2 };
    const state = { grants: [] };
    const access = { principalArn: roleArn('ci'), before: state, after: state, undo: [] };
    expect(story({ actor, awaiting, access })).toMatchObject({
      access,
      finding: { actor, awaiting },
    });
  });

  it('is nothing where there is nothing', () => {
    const step = story({});
    expect(Object.keys(step ?? {})).not.toContain('access');
    expect(Object.keys(step?.finding ?? {})).not.toEqual(expect.arrayContaining(['actor']));
    expect(Object.keys(step?.finding ?? {})).not.toEqual(expect.arrayContaining(['awaiting']));
  });
});
