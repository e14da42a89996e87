import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Facts, unread } from '../../../shared/access/facts.ts';
import { assess } from '../../../shared/assess/assess.ts';
import type { Assessment } from '../../../shared/assess/verdict.ts';
import { createEstate, type FactMap, mergeFacts } from '../../../shared/model/estate.ts';
import { present } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { catalogue } from '../../../shared/rules/index.ts';
import { defineRule } from '../../../shared/rules/rule.ts';
import { arbitraryFacts } from '../../support/arbitrary-estates.ts';
import { plainConfig } from '../../support/config.ts';
import {
  adminView,
  clusterAdmin,
  type EstateSketch,
  roleArn,
  sampleAccount,
  sketchEstate,
  sketchFacts,
} from '../../support/estate.ts';
import { role } from '../../support/iam.ts';
import { adminRule, testCatalogue } from '../../support/rules.ts';
import { rulesOfEveryKind } from '../../support/rules-of-every-kind.ts';

const config = {
  ...plainConfig,
  waivers: [
    {
      rule: 'test-no-admin',
      subject: roleArn('ci'),
      reason: 'r',
      owner: 'o',
      expires: '2026-12-31',
    },
  ],
};
const today = '2026-11-22';

/** What an assessment says, without how it came to say it. */
function said({ verdicts, ...rest }: Assessment) {
  return {
    ...rest,
    coverage: rest.coverage,
    verdicts: verdicts.map(({ restsOn: _, touched: __, ...verdict }) => verdict),
  };
}

/** Asks for what the whole estate gives, and for the day. */
const sharing = defineRule({
  ...adminRule,
  id: 'test-shared',
  *check({ entry }, facts) {
    const admins = facts.shared(adminsByArn).get(entry.principalArn) ?? 0;
    if (admins > 1) yield { message: `${admins} on ${facts.today()}`, evidence: { admins } };
  },
});

/** Counts the clusters that a principal is admin of; goes on without what is unread. */
function adminsByArn(facts: Facts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of facts.list(factKeys.clusters('eu-west-1'))) {
    const ref = { region: 'eu-west-1', name };
    for (const arn of facts.shared(() => facts.known(factKeys.accessEntries(ref)))) {
      const policies = facts.orIncomplete(() => facts.get(factKeys.accessPolicies(ref, arn)));
      if (policies === unread || policies === undefined || policies.length === 0) continue;
      counts.set(arn, (counts.get(arn) ?? 0) + 1);
    }
  }
  return counts;
}

describe('an incremental assessment', () => {
  const catalogues = [[...rulesOfEveryKind, sharing, ...testCatalogue], catalogue];

  it('says what a full one says, whatever has changed in between', () => {
    fc.assert(
      fc.property(
        fc.tuple(arbitraryFacts(1), arbitraryFacts(2), arbitraryFacts(3)),
        fc.constantFrom(...catalogues),
        (readings, rules) => {
          let facts: FactMap = new Map();
          let previous: Assessment | undefined;
          for (const reading of readings) {
            facts = mergeFacts(facts, reading);
            const estate = createEstate(sampleAccount, facts);
            const input = { catalogue: rules, estate, config, today };
            const next = assess({ ...input, ...(previous && { previous }) });
            expect(said(next)).toEqual(said(assess(input)));
            previous = next;
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  it('judges again on another day what asked for the day, and only that', () => {
    const days: string[] = [];
    const daily = defineRule({
      ...adminRule,
      id: 'test-daily',
      *check(_, facts) {
        days.push(facts.today());
        yield { message: facts.today(), evidence: {} };
      },
    });
    const other = counting();
    const estate = sketchEstate({ prod: { ci: {} } });
    const input = { catalogue: [daily, other.rule], estate, config };
    const previous = assess({ ...input, today });
    assess({ ...input, today, previous });
    assess({ ...input, today: '2026-11-23', previous });
    expect(days).toEqual(['2026-11-22', '2026-11-23']);
    expect(other.judged).toEqual([roleArn('ci')]);
  });

  it('takes the very verdicts and findings that still stand', () => {
    const before = sketchEstate({ prod: { ci: { accessPolicies: [clusterAdmin] }, ops: {} } });
    const after = sketchEstate({
      prod: { ci: { accessPolicies: [clusterAdmin] }, ops: { accessPolicies: [adminView] } },
    });
    const input = { catalogue: [adminRule], config, today };
    const previous = assess({ ...input, estate: before });
    const next = assess({ ...input, estate: after, previous });
    expect(next.verdicts[0]).toBe(previous.verdicts[0]);
    expect(next.findings[0]?.evidence).toBe(previous.findings[0]?.evidence);
    expect(next.verdicts[1]).not.toBe(previous.verdicts[1]);
  });

  it('judges all again on top of an assessment that it does not remember', () => {
    const { rule, judged } = counting();
    const input = { catalogue: [rule], estate: sketchEstate({ prod: { ci: {} } }), config, today };
    assess({ ...input, previous: { ...assess(input) } });
    expect(judged).toEqual([roleArn('ci'), roleArn('ci')]);
  });

  it('does shared work again when a part of it changed, and only then', () => {
    let times = 0;
    const work = (facts: Facts) => {
      times += 1;
      return facts.list(factKeys.clusters('eu-west-1')).length;
    };
    const rule = defineRule({
      ...adminRule,
      *check(_, facts) {
        yield { message: `${facts.shared(work)} clusters`, evidence: {} };
      },
    });
    const input = { catalogue: [rule], config, today };
    const first = assess({ ...input, estate: sketchEstate({ prod: { ci: {}, ops: {} } }) });
    const same = sketchEstate({ prod: { ci: {}, ops: { kubernetesGroups: ['a'] } } });
    const second = assess({ ...input, estate: same, previous: first });
    expect(times).toBe(1);
    const more = sketchEstate({ prod: { ci: {} }, dev: {} });
    const third = assess({ ...input, estate: more, previous: second });
    expect(times).toBe(2);
    expect(third.findings.map(({ message }) => message)).toEqual(['2 clusters']);
  });

  it('judges again what changed, and only that', () => {
    const { rule, judged } = counting();
    const before = sketchEstate({ prod: { ci: {}, ops: {} } });
    const after = sketchEstate({ prod: { ci: {}, ops: { accessPolicies: [clusterAdmin] } } });
    const previous = assess({ catalogue: [rule], estate: before, config, today });
    judged.length = 0;
    assess({ catalogue: [rule], estate: after, config, today, previous });
    expect(judged).toEqual([roleArn('ops')]);
  });

  it('judges again what asked for a part of a thing that was found since', () => {
    const arn = roleArn('ci');
    const rule = defineRule({
      ...adminRule,
      *check(_, facts) {
        const policies = facts.get(factKeys.rolePolicies(arn));
        yield { message: policies === undefined ? 'no such role' : 'policies', evidence: {} };
      },
    });
    const facts = new Map(sketchFacts({ prod: { ci: {} } }, 1));
    for (const key of facts.keys()) if (key.startsWith('role')) facts.delete(key);
    const before = mergeFacts(facts, new Map([[factKeys.roles(), present([], 2)]]));
    const after = mergeFacts(before, new Map([[factKeys.role(arn), present(role(arn), 3)]]));
    const input = { catalogue: [rule], config, today };
    const previous = assess({ ...input, estate: createEstate(sampleAccount, before) });
    const next = assess({ ...input, estate: createEstate(sampleAccount, after), previous });
    const outcomes = [previous, next].map(({ verdicts }) => verdicts.map(({ verdict }) => verdict));
    expect(outcomes).toEqual([['NON_COMPLIANT'], ['INSUFFICIENT_DATA']]);
  });

  it('judges nothing again when all was merely read again', () => {
    const { rule, judged } = counting();
    const sketch: EstateSketch = { prod: { ci: { accessPolicies: [clusterAdmin] } } };
    const estate = (at: number) => createEstate(sampleAccount, sketchFacts(sketch, at));
    const previous = assess({ catalogue: [rule], estate: estate(1), config, today });
    judged.length = 0;
    assess({ catalogue: [rule], estate: estate(2), config, today, previous });
    expect(judged).toEqual([]);
  });
});

/** A rule that writes down whom it judged. */
function counting() {
  const judged: string[] = [];
  const rule = defineRule({
    ...adminRule,
    *check(subject, facts) {
      judged.push(subject.entry.principalArn);
      yield* adminRule.check(subject, facts);
    },
  });
  return { rule, judged };
}
