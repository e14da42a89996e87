import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import { waiverUses } from '../../../shared/assess/waiver-uses.ts';
import type { Config, Waiver } from '../../../shared/model/config.ts';
import type { FactMap } from '../../../shared/model/estate.ts';
import { unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { plainConfig } from '../../support/config.ts';
import { adminView, clusterAdmin, prodRef, roleArn, sketchEstate } from '../../support/estate.ts';
import { adminRule, testCatalogue } from '../../support/rules.ts';
import { verdict } from '../report/sample.ts';

const waiver: Waiver = {
  rule: 'test-no-admin',
  subject: roleArn('ci'),
  reason: 'migration',
  owner: 'platform',
  expires: '2026-12-31',
};

const admin = { ci: { accessPolicies: [clusterAdmin] } };

function standings(
  changes: Partial<Waiver>,
  given: {
    readonly entries?: Parameters<typeof sketchEstate>[0];
    readonly facts?: FactMap;
    readonly config?: Partial<Config>;
    readonly today?: string;
  } = {},
) {
  const { entries = { prod: admin }, facts = new Map(), today = '2026-11-22' } = given;
  const config = { ...plainConfig, waivers: [{ ...waiver, ...changes }], ...given.config };
  const estate = sketchEstate(entries, facts);
  return assess({ catalogue: testCatalogue, config, estate, today });
}

function standing(...of: Parameters<typeof standings>) {
  return standings(...of).waivers.map(({ use, findings, because, term, daysLeft }) => ({
    use,
    findings: findings.length,
    because,
    term,
    daysLeft,
  }))[0];
}

describe('a waiver that matches a finding', () => {
  it('is used, and names it', () => {
    const { waivers, findings } = standings({});
    expect(waivers).toEqual([
      {
        ...waiver,
        term: 'running',
        daysLeft: 39,
        use: 'used',
        findings: [findings[0]?.id],
      },
    ]);
  });

  it('is used still once it has expired: its owner may want to give it a new date', () => {
    expect(standing({ expires: '2026-11-21' })).toEqual({
      use: 'used',
      findings: 1,
      because: undefined,
      term: 'expired',
      daysLeft: -1,
    });
  });

  it('of several clusters names the finding in each', () => {
    expect(standing({}, { entries: { prod: admin, dev: admin } })).toMatchObject({ findings: 2 });
  });

  it('that another finding tells says which', () => {
    const entries = { prod: { ci: { accessPolicies: [clusterAdmin, adminView] } } };
    const { waivers, findings } = standings({ rule: 'test-no-admin-view' }, { entries });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['test-no-admin']);
    expect(waivers[0]).toMatchObject({
      use: 'used',
      because: `finding ${findings[0]?.id} tells what it matches, and is another`,
    });
  });
});

describe('the term of a waiver', () => {
  it.each([
    ['2026-12-07', 'running', 15],
    ['2026-12-06', 'expiring', 14],
    ['2026-11-22', 'expiring', 0],
    ['2026-11-21', 'expired', -1],
  ] as const)('until %s is %s on 22 November', (expires, term, daysLeft) => {
    expect(standing({ expires })).toMatchObject({ term, daysLeft });
  });
});

describe('a waiver that matches nothing', () => {
  it.each<[string, Partial<Waiver>, Partial<Config>, string]>([
    [
      'of a rule that is switched off',
      {},
      { rules: { 'test-no-admin': { enabled: false } } },
      'the rule test-no-admin is switched off',
    ],
    ['of no rule', { rule: 'test-gone' }, {}, 'there is no rule test-gone'],
    ['in a Region not watched', { region: 'us-east-1' }, {}, 'Region us-east-1 is not watched'],
    ['in no cluster', { cluster: 'dev' }, {}, 'no cluster dev is watched'],
    [
      'in no cluster of its Region',
      { cluster: 'dev', region: 'eu-west-1' },
      {},
      'no cluster dev is watched in eu-west-1',
    ],
    [
      'of a part of a name',
      { subject: 'ci' },
      {},
      'the rule finds nothing wrong with a subject of exactly this name',
    ],
  ])('%s is unmatched, with that reason', (_, changes, config, because) => {
    expect(standing(changes, { config })).toMatchObject({ use: 'unmatched', findings: 0, because });
  });

  it('is unmatched once its cluster is mended', () => {
    expect(standing({ cluster: 'prod' }, { entries: { prod: { ci: {} } } })).toMatchObject({
      use: 'unmatched',
      because: 'the rule finds nothing wrong with a subject of exactly this name',
    });
  });
});

describe('a waiver of a rule about waivers', () => {
  it('is unmatched: such findings are mended, not waived', () => {
    expect(standing({ rule: 'test-waivers' })).toMatchObject({ use: 'unmatched', findings: 0 });
  });
});

it('a waiver is undetermined by a verdict that is not complete, whatever that says of it', () => {
  const undecided = { ...verdict('test-no-admin', 'INSUFFICIENT_DATA'), subject: waiver.subject };
  const config = { ...plainConfig, waivers: [waiver] };
  const judged = { verdicts: new Map([['test-no-admin', [undecided]]]), lists: new Map() };
  const outcome = { estate: sketchEstate({}), config, rules: [adminRule], judged, offences: [] };
  expect(waiverUses(outcome)(waiver)).toEqual({ use: 'undetermined', findings: [], because: '' });
});

describe('a waiver whose subject was not read', () => {
  const policies = factKeys.accessPolicies(prodRef, roleArn('ci'));
  const entries = { prod: { ci: {} }, dev: { ci: {} } };
  const denied: FactMap = new Map([[policies, unread('denied', 2)]]);

  it.each<[string, Partial<Waiver>, string]>([
    ['anywhere', {}, 'undetermined'],
    ['in that cluster', { cluster: 'prod' }, 'undetermined'],
    ['in its Region', { region: 'eu-west-1' }, 'undetermined'],
    ['in another cluster', { cluster: 'dev' }, 'unmatched'],
    ['by another rule', { rule: 'test-no-groups' }, 'unmatched'],
    ['by the same rule, another subject', { subject: roleArn('ops') }, 'unmatched'],
  ])('%s', (_, changes, use) => {
    expect(standing(changes, { entries, facts: denied })).toMatchObject({ use });
  });

  it('says what was not read', () => {
    expect(standing({}, { entries, facts: denied })).toMatchObject({
      because: `${policies}: denied`,
    });
  });

  it.each<[string, Partial<Waiver>, string]>([
    ['anywhere', {}, 'undetermined'],
    ['in the cluster whose entries are unread', { cluster: 'prod' }, 'undetermined'],
    ['in another cluster', { cluster: 'dev' }, 'unmatched'],
    ['in a Region not watched', { region: 'us-east-1' }, 'unmatched'],
  ])('because the list of entries was not: %s', (_, changes, use) => {
    const facts: FactMap = new Map([[factKeys.accessEntries(prodRef), unread('denied', 2)]]);
    expect(standing(changes, { entries, facts })).toMatchObject({ use });
  });

  it('because the list of clusters was not: no cluster is said to be missing', () => {
    const facts: FactMap = new Map([[factKeys.clusters('eu-west-1'), unread('denied', 2)]]);
    expect(standing({ cluster: 'dev' }, { entries: {}, facts })).toMatchObject({
      use: 'undetermined',
      because: 'denied',
    });
  });

  it('is unmatched all the same where its rule is switched off', () => {
    const config = { rules: { 'test-no-admin': { enabled: false } } };
    expect(standing({}, { entries, facts: denied, config })).toMatchObject({ use: 'unmatched' });
  });

  it('gives the same standing on a second look', () => {
    const config = { ...plainConfig, waivers: [waiver] };
    const estate = sketchEstate(entries, denied);
    const input = { catalogue: [adminRule], config, estate, today: '2026-11-22' };
    const first = assess(input);
    expect(assess({ ...input, previous: first }).waivers).toEqual(first.waivers);
  });
});
