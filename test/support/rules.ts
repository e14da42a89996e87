import { accessPolicyName } from '../../shared/model/access-entry.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import { defineRule, type Rule, type RuleMeta } from '../../shared/rules/rule.ts';

/** Rules small enough to see through, for tests of what surrounds rules. */

export const ruleMeta: Omit<RuleMeta, 'id' | 'severity'> = {
  title: 'A title',
  requires: 'That something holds.',
  because: 'Otherwise something happens.',
  remedy: 'Mend it.',
  references: ['https://example.com/'],
  controls: {},
};

/** One violation for each AmazonEKSClusterAdminPolicy; speaks for `adminViewRule` where both fire. */
export const adminRule = defineRule({
  ...ruleMeta,
  id: 'test-no-admin',
  severity: 'HIGH',
  subject: 'accessEntry',
  absorbs: ['test-no-admin-view'],
  *check({ cluster, entry }, facts) {
    for (const { policyArn } of facts.get(factKeys.accessPolicies(cluster, entry.principalArn)) ??
      []) {
      if (accessPolicyName(policyArn) !== 'AmazonEKSClusterAdminPolicy') continue;
      yield { message: `${entry.principalArn} is admin`, evidence: { policyArn } };
    }
  },
});

const adminViewRule = defineRule({
  ...ruleMeta,
  id: 'test-no-admin-view',
  severity: 'MEDIUM',
  subject: 'accessEntry',
  *check({ cluster, entry }, facts) {
    for (const { policyArn } of facts.get(factKeys.accessPolicies(cluster, entry.principalArn)) ??
      []) {
      if (accessPolicyName(policyArn) !== 'AmazonEKSAdminViewPolicy') continue;
      yield { message: `${entry.principalArn} reads everything`, evidence: { policyArn } };
    }
  },
});

/** Fires for the groups of an entry, which are its fingerprint. */
export const groupsRule = defineRule({
  ...ruleMeta,
  id: 'test-no-groups',
  severity: 'LOW',
  subject: 'accessEntry',
  *check({ entry }) {
    if (entry.kubernetesGroups.length === 0) return;
    yield { message: 'It has groups', evidence: { groups: entry.kubernetesGroups } };
  },
});

export const waiverRule = defineRule({
  ...ruleMeta,
  id: 'test-waivers',
  severity: 'LOW',
  subject: 'waiver',
  *check(waiver, facts) {
    if (facts.today() > waiver.expires) yield { message: 'expired', evidence: {}, key: 'expired' };
    if (facts.waiverMatches(waiver) === 0) {
      yield { message: 'matches nothing', evidence: {}, key: 'unmatched' };
    }
  },
});

export const testCatalogue: readonly Rule[] = [adminRule, adminViewRule, groupsRule, waiverRule];
