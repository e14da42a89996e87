import { describe, expect, it } from 'vitest';
import { unread } from '../../../shared/access/facts.ts';
import { assess } from '../../../shared/assess/assess.ts';
import { reconcile } from '../../../shared/findings/reconcile.ts';
import { type Fact, present, unread as unreadFact } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { defineRule, type Rule } from '../../../shared/rules/rule.ts';
import { plainConfig } from '../../support/config.ts';
import { prodRef, roleArn, sketchEstate } from '../../support/estate.ts';
import { ruleMeta } from '../../support/rules.ts';

const policies = factKeys.accessPolicies(prodRef, roleArn('ci'));

/** Fires for every entry, as severe as the number of its policies says: one is worst, two are mildest, unread counts as none. */
const graded: Rule = defineRule({
  ...ruleMeta,
  id: 'test-graded',
  severity: 'LOW',
  subject: 'accessEntry',
  *check(_, facts) {
    const found = facts.orIncomplete(() => facts.get(policies));
    const count = found === unread ? 0 : (found ?? []).length;
    const severity = (['MEDIUM', 'HIGH', 'LOW'] as const)[count];
    yield { message: 'graded', evidence: {}, ...(severity && { severity }) };
  },
});

const policy = { policyArn: 'p', accessScope: { type: 'cluster', namespaces: [] } };
const [middling, worst, mildest] = [[], [policy], [policy, policy]].map((held) => present(held, 2));
const denied = unreadFact('AccessDenied', 3);

function steps(
  fact: Fact<unknown> | undefined,
  stored: readonly Finding[] = [],
  severity?: Severity,
) {
  const estate = sketchEstate({ prod: { ci: {} } }, new Map(fact && [[policies, fact]]));
  const config = { ...plainConfig, ...(severity && { rules: { 'test-graded': { severity } } }) };
  const story = () => ({ cause: 'change', delivery: 'now' }) as const;
  const assessment = assess({ catalogue: [graded], estate, config, today: '2026-11-22' });
  return reconcile({
    stored,
    assessment,
    catalogue: [graded],
    config,
    now: 9,
    group: 'g',
    changes: [],
    story,
  });
}

/** Types and severities of the steps from what was found with one fact to what is with another. */
function from(before: Fact<unknown> | undefined, after: Fact<unknown>, severity?: Severity) {
  const stored = steps(before).map(({ finding }) => finding);
  return steps(after, stored, severity).map((step) => `${step.type} ${step.finding.severity}`);
}

describe('a finding of which not everything was read', () => {
  it('stays as severe as it was', () => {
    expect(from(worst, denied)).toEqual([]);
  });

  it('is CHANGED when it is more severe all the same', () => {
    expect(from(mildest, denied)).toEqual(['CHANGED MEDIUM']);
  });

  it('is CHANGED to the severity that the configuration gives it', () => {
    expect(from(worst, denied, 'LOW')).toEqual(['CHANGED LOW']);
  });
});

describe('a finding of which everything was read', () => {
  it('is CHANGED when it is milder', () => {
    expect(from(worst, middling ?? denied)).toEqual(['CHANGED MEDIUM']);
  });
});
