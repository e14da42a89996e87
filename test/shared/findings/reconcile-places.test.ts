import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import { reconcile } from '../../../shared/findings/reconcile.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { type Fact, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { defineRule, type Rule } from '../../../shared/rules/rule.ts';
import { plainConfig } from '../../support/config.ts';
import { roleArn, sampleAccount } from '../../support/estate.ts';
import { adminRule } from '../../support/rules.ts';

/** Fires for every statement that names no conditions. */
const openTrust = defineRule({
  ...adminRule,
  id: 'test-trust',
  subject: 'trustStatement',
  *check({ role, statement }) {
    if (statement.conditions.length === 0) yield { message: role.name, evidence: {} };
  },
});

/** Fires for the Regions that it is told. */
function regionRule(...regions: readonly string[]): Rule {
  return defineRule({
    ...adminRule,
    id: 'test-region',
    subject: 'watchedRegion',
    *check({ region }) {
      if (regions.includes(region)) yield { message: region, evidence: {} };
    },
  });
}

type Facts = readonly (readonly [FactKey<unknown>, Fact<unknown>])[];

function roleFacts(name: string, trust: Fact<unknown>): Facts {
  const arn = roleArn(name);
  const role = { arn, name, roleId: 'AROA1', path: '/', createDate: 0 };
  return [
    [factKeys.role(arn), present(role, 1)],
    [factKeys.trustPolicy(arn), trust],
  ];
}

const open: Statement = { sid: 'Open', effect: 'Allow', conditions: [] };
const closed: Statement = {
  ...open,
  conditions: [{ operator: 'StringEquals', key: 'a', values: ['b'] }],
};
const trusts = (statement: Statement) => present({ statements: [statement] }, 1);
const listing = (...names: readonly string[]): Facts => [
  [factKeys.roles(), present(names.map(roleArn), 1)],
];

function steps(rule: Rule, facts: Facts, stored: readonly Finding[] = [], regions = ['eu-west-1']) {
  const config = { ...plainConfig, regions };
  const estate = createEstate(sampleAccount, new Map(facts));
  return reconcile({
    stored,
    assessment: assess({ catalogue: [rule], estate, config, today: '2026-11-22' }),
    catalogue: [rule],
    config,
    now: 1,
    group: 'g',
    changes: [],
    story: () => ({ cause: 'change', delivery: 'digest' }),
  });
}

function types(...of: Parameters<typeof steps>): readonly string[] {
  return steps(...of).map(({ type, finding }) => `${type} ${finding.subject}`);
}

describe('a finding of IAM', () => {
  const both: Facts = [
    ...listing('a', 'b'),
    ...roleFacts('a', trusts(open)),
    ...roleFacts('b', trusts(closed)),
  ];
  const stored = steps(openTrust, both).map(({ finding }) => finding);

  it('opens without an actor where none is known', () => {
    expect(stored.map(({ subject, region }) => `${region} ${subject}`)).toEqual([
      `global ${roleArn('a')}#Open`,
    ]);
    expect(stored[0]).not.toHaveProperty('actor');
  });

  it('stays while the trust policy of its own role is unread', () => {
    const facts = [
      ...listing('a', 'b'),
      ...roleFacts('a', unread('malformed', 2)),
      ...roleFacts('b', trusts(closed)),
    ];
    expect(types(openTrust, facts, stored)).toEqual([]);
  });

  it('is resolved though the trust policy of another role is unread', () => {
    const facts = [
      ...listing('a', 'b'),
      ...roleFacts('a', trusts(closed)),
      ...roleFacts('b', unread('malformed', 2)),
    ];
    expect(types(openTrust, facts, stored)).toEqual([`RESOLVED ${roleArn('a')}#Open`]);
  });

  it('is resolved when its statement is gone, though another role cannot be read', () => {
    const facts = [
      ...listing('a', 'b'),
      ...roleFacts('a', present({ statements: [] }, 2)),
      ...roleFacts('b', unread('malformed', 2)),
    ];
    expect(types(openTrust, facts, stored)).toEqual([`RESOLVED ${roleArn('a')}#Open`]);
  });

  it('is resolved when its role is gone, and never retired for its place', () => {
    expect(types(openTrust, listing('b'), stored)).toEqual([`RESOLVED ${roleArn('a')}#Open`]);
  });

  it('stays when its role is merely not in a list that could not be read whole', () => {
    const facts: Facts = [[factKeys.roles(), unread('page 2 was denied', 2)]];
    expect(types(openTrust, facts, stored)).toEqual([]);
  });
});

describe('a finding of a Region', () => {
  const stored = steps(regionRule('us-east-1', 'eu-west-1'), []).map(({ finding }) => finding);

  it('is resolved in the IAM Region too, which need not be watched', () => {
    expect(types(regionRule('eu-west-1'), [], stored)).toEqual(['RESOLVED us-east-1']);
  });

  it('is retired when nobody looks there any more', () => {
    expect(types(regionRule('us-east-1'), [], stored, ['us-west-2'])).toEqual([
      'RETIRED eu-west-1',
    ]);
  });

  it('keeps no note where it is resolved', () => {
    const [step] = steps(regionRule(), [], stored);
    expect(step).not.toHaveProperty('note');
  });
});
