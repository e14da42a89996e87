import { describe, expect, it } from 'vitest';
import { type AssessInput, assess } from '../../../shared/assess/assess.ts';
import { findingId } from '../../../shared/findings/identity.ts';
import type { Waiver } from '../../../shared/model/config.ts';
import type { FactMap } from '../../../shared/model/estate.ts';
import { type Fact, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import { defineRule, notApplicable, undecided } from '../../../shared/rules/rule.ts';
import { plainConfig } from '../../support/config.ts';
import {
  adminView,
  clusterAdmin,
  prodRef,
  roleArn,
  sampleAccount,
  sketchEstate,
} from '../../support/estate.ts';
import { adminRule, groupsRule, testCatalogue, waiverRule } from '../../support/rules.ts';

const today = '2026-11-22';

function assessment(input: Partial<AssessInput>) {
  return assess({
    catalogue: testCatalogue,
    config: plainConfig,
    estate: sketchEstate({}),
    today,
    ...input,
  });
}

function verdictsOf(input: Partial<AssessInput>) {
  return assessment(input).verdicts.map(({ ruleId, subject, verdict, reason, complete }) => ({
    ruleId,
    subject,
    verdict,
    complete,
    ...(reason === undefined ? {} : { reason }),
  }));
}

const adminEstate = sketchEstate({ prod: { ci: { accessPolicies: [clusterAdmin] } } });
const ciPolicies = factKeys.accessPolicies(prodRef, roleArn('ci'));

describe('a verdict', () => {
  it('is NON_COMPLIANT with its violations, or COMPLIANT with none', () => {
    const estate = sketchEstate({ prod: { ci: { accessPolicies: [clusterAdmin] }, ops: {} } });
    expect(verdictsOf({ catalogue: [adminRule], estate })).toEqual([
      { ruleId: 'test-no-admin', subject: roleArn('ci'), verdict: 'NON_COMPLIANT', complete: true },
      { ruleId: 'test-no-admin', subject: roleArn('ops'), verdict: 'COMPLIANT', complete: true },
    ]);
  });

  it('is INSUFFICIENT_DATA when the rule asked for something unread, naming it', () => {
    const estate = sketchEstate(
      { prod: { ci: {} } },
      new Map([[ciPolicies, unread('AccessDenied: no', 2)]]),
    );
    expect(verdictsOf({ catalogue: [adminRule], estate })).toEqual([
      {
        ruleId: 'test-no-admin',
        subject: roleArn('ci'),
        verdict: 'INSUFFICIENT_DATA',
        complete: false,
        reason: `${ciPolicies}: AccessDenied: no`,
      },
    ]);
  });

  it('is INSUFFICIENT_DATA when the subject itself is unread', () => {
    const entry: FactKey<unknown> = factKeys.accessEntry(prodRef, roleArn('ci'));
    const estate = sketchEstate({ prod: { ci: {} } }, new Map([[entry, unread('timed out', 2)]]));
    expect(verdictsOf({ catalogue: [groupsRule], estate })).toEqual([
      {
        ruleId: 'test-no-groups',
        subject: roleArn('ci'),
        verdict: 'INSUFFICIENT_DATA',
        complete: false,
        reason: `${entry}: timed out`,
      },
    ]);
  });

  it('keeps violations proven before the check came upon something unread', () => {
    const rule = defineRule({
      ...adminRule,
      *check(subject, facts) {
        yield { message: 'proven', evidence: {} };
        facts.get(factKeys.role(subject.entry.principalArn));
      },
    });
    const [verdict] = assessment({ catalogue: [rule], estate: adminEstate }).verdicts;
    expect(verdict).toMatchObject({
      verdict: 'NON_COMPLIANT',
      complete: false,
      reason: `role iam ${roleArn('ci')}: not read yet`,
    });
    expect(verdict?.violations).toEqual([{ message: 'proven', evidence: {} }]);
  });

  it('is INSUFFICIENT_DATA when the rule fails, never COMPLIANT', () => {
    const rule = defineRule({
      ...adminRule,
      // biome-ignore lint/correctness/useYield: it fails before it could
      *check() {
        throw new TypeError('x is not a function');
      },
    });
    expect(verdictsOf({ catalogue: [rule], estate: adminEstate })).toMatchObject([
      { verdict: 'INSUFFICIENT_DATA', reason: 'the rule failed: x is not a function' },
    ]);
  });

  it('is NOT_APPLICABLE or INSUFFICIENT_DATA where the rule says so', () => {
    const says = (outcome: ReturnType<typeof notApplicable>) =>
      defineRule({
        ...adminRule,
        // biome-ignore lint/correctness/useYield: it has nothing to yield
        *check() {
          return outcome;
        },
      });
    const judged = (outcome: ReturnType<typeof notApplicable>) =>
      verdictsOf({ catalogue: [says(outcome)], estate: adminEstate })[0];
    expect(judged(notApplicable('another account'))).toMatchObject({
      verdict: 'NOT_APPLICABLE',
      reason: 'another account',
      complete: true,
    });
    expect(judged(undecided('a policy variable'))).toMatchObject({
      verdict: 'INSUFFICIENT_DATA',
      reason: 'a policy variable',
      complete: false,
    });
  });

  it('is not given by a rule that is switched off', () => {
    const config = { ...plainConfig, rules: { 'test-no-admin': { enabled: false } } };
    expect(verdictsOf({ catalogue: [adminRule], estate: adminEstate, config })).toEqual([]);
  });
});

describe('subjects', () => {
  it('leave out the entries of a CONFIG_MAP cluster, whose list is not even missed', () => {
    const cluster = factKeys.cluster(prodRef);
    const entries: FactKey<unknown> = factKeys.accessEntries(prodRef);
    const estate = sketchEstate(
      { prod: {} },
      new Map<FactKey<unknown>, ReturnType<typeof present<unknown>>>([
        [cluster, present({ ...prodRef, authenticationMode: 'CONFIG_MAP' }, 1)],
      ]),
    );
    const facts = new Map(estate.facts);
    facts.delete(entries);
    const { verdicts, gaps, coverage } = assessment({
      catalogue: [adminRule],
      estate: { ...estate, facts },
    });
    expect({ verdicts, gaps }).toEqual({ verdicts: [], gaps: [] });
    expect(coverage.map(({ fact, place }) => `${fact} ${place}`)).toEqual([
      'cluster eu-west-1',
      'clusters eu-west-1',
    ]);
  });

  it('of an unread list are those known, and a gap', () => {
    const entries: FactKey<unknown> = factKeys.accessEntries(prodRef);
    const estate = sketchEstate(
      { prod: { ci: { accessPolicies: [clusterAdmin] } } },
      new Map([[entries, unread('page 2 was denied', 2)]]),
    );
    const { verdicts, gaps } = assessment({ catalogue: [adminRule], estate });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['NON_COMPLIANT']);
    expect(gaps).toEqual([
      {
        kind: 'accessEntry',
        region: 'eu-west-1',
        clusterName: 'prod',
        key: entries,
        reason: 'page 2 was denied',
      },
    ]);
  });

  it('of a Region whose clusters are unread are a gap, never none', () => {
    const estate = sketchEstate(
      {},
      new Map([[factKeys.clusters('eu-west-1'), unread('denied', 1)]]),
    );
    expect(assessment({ catalogue: [adminRule], estate }).gaps).toEqual([
      {
        kind: 'accessEntry',
        region: 'eu-west-1',
        key: 'clusters eu-west-1',
        reason: 'denied',
      },
    ]);
  });
});

describe('a finding', () => {
  it('says all that its rule and its violation say', () => {
    expect(assessment({ catalogue: [adminRule], estate: adminEstate }).findings).toEqual([
      {
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
      },
    ]);
  });

  it('brings the command of its violation, and is one where a rule says the same twice', () => {
    const rule = defineRule({
      ...adminRule,
      *check() {
        yield { message: 'first', evidence: {}, command: 'aws eks mend' };
        yield { message: 'second', evidence: {} };
        yield { message: 'third', evidence: {}, key: 'other' };
      },
    });
    const { findings } = assessment({ catalogue: [rule], estate: adminEstate });
    expect(findings.map(({ message, command }) => [message, command]).sort()).toEqual([
      ['first', 'aws eks mend'],
      ['third', undefined],
    ]);
    expect(findings.map((finding) => 'command' in finding).sort()).toEqual([false, true]);
  });

  it('of the account belongs to no cluster', () => {
    const rule = defineRule({
      ...waiverRule,
      id: 'test-region',
      subject: 'watchedRegion',
      *check({ region }) {
        yield { message: region, evidence: {} };
      },
    });
    const [finding] = assessment({ catalogue: [rule] }).findings.filter(
      ({ region }) => region === 'eu-west-1',
    );
    expect(finding).not.toHaveProperty('clusterName');
    expect(finding?.id).toBe(
      findingId({
        ...sampleAccount,
        region: 'eu-west-1',
        clusterArn: '',
        ruleId: 'test-region',
        subject: 'eu-west-1',
        key: '',
      }),
    );
  });

  it("takes config's severity over the violation's, and that over the rule's", () => {
    const rule = defineRule({
      ...adminRule,
      *check() {
        yield { message: 'm', evidence: {}, severity: 'CRITICAL' as const };
      },
    });
    const severity = (config = plainConfig) =>
      assessment({ catalogue: [rule], estate: adminEstate, config }).findings[0]?.severity;
    expect(severity()).toBe('CRITICAL');
    expect(severity({ ...plainConfig, rules: { 'test-no-admin': { severity: 'LOW' } } })).toBe(
      'LOW',
    );
  });

  it('stands first when it is more severe, then by id', () => {
    const estate = sketchEstate({
      prod: {
        a: { kubernetesGroups: ['g'] },
        b: { accessPolicies: [adminView] },
        c: { accessPolicies: [clusterAdmin] },
        d: { accessPolicies: [clusterAdmin] },
      },
    });
    const { findings } = assessment({ estate });
    expect(findings.map(({ severity }) => severity)).toEqual(['HIGH', 'HIGH', 'MEDIUM', 'LOW']);
    expect(findings.map(({ id }) => id).slice(0, 2)).toEqual(
      findings
        .map(({ id }) => id)
        .slice(0, 2)
        .toSorted(),
    );
  });

  it('speaks for what it implies about the same subject in the same cluster', () => {
    const estate = sketchEstate({
      prod: { ci: { accessPolicies: [clusterAdmin, adminView] } },
      dev: { ci: { accessPolicies: [adminView] } },
    });
    const { findings, absorbed } = assessment({ estate });
    expect(findings.map(({ ruleId, clusterName }) => `${ruleId} ${clusterName}`)).toEqual([
      'test-no-admin prod',
      'test-no-admin-view dev',
    ]);
    expect(findings[0]?.absorbed).toEqual([
      { ruleId: 'test-no-admin-view', message: `${roleArn('ci')} reads everything` },
    ]);
    expect([...absorbed.values()]).toEqual([findings[0]?.id]);
  });
});

describe('a grant named by a violation', () => {
  const about = (id: string, grant?: string, absorbs: readonly string[] = []) =>
    defineRule({
      ...adminRule,
      id,
      absorbs,
      *check({ entry }) {
        yield { message: id, evidence: { arn: entry.principalArn }, ...(grant && { grant }) };
      },
    });
  const twoEntries = sketchEstate({ prod: { ci: {}, ops: {} } });

  it('brings findings of several subjects together under one of them', () => {
    const strong = about('test-strong', 'shared', ['test-weak']);
    const { findings, absorbed } = assessment({
      catalogue: [strong, about('test-weak', 'shared')],
      estate: twoEntries,
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['test-strong', 'test-strong']);
    expect(findings.map((finding) => finding.absorbed?.length)).toEqual([2, undefined]);
    expect([...absorbed.values()]).toEqual([findings[0]?.id, findings[0]?.id]);
  });

  it('changes neither the identity of a finding nor what it says', () => {
    const alone = (grant?: string) =>
      assessment({ catalogue: [about('test-strong', grant)], estate: twoEntries }).findings;
    expect(alone('shared')).toEqual(alone());
  });
});

describe('a waiver', () => {
  const waiver: Waiver = {
    rule: 'test-no-admin',
    subject: roleArn('ci'),
    reason: 'migration',
    owner: 'platform',
    expires: '2026-11-22',
  };
  const waived = (changes: Partial<Waiver>, on = today) => {
    const config = { ...plainConfig, waivers: [{ ...waiver, ...changes }] };
    const { findings, expiredWaivers } = assessment({ estate: adminEstate, config, today: on });
    return {
      findings: findings.map(({ ruleId, waiver: applied, evidence: _, ...rest }) => ({
        ruleId,
        message: rest.message,
        applied,
      })),
      expired: expiredWaivers.size,
    };
  };
  const applied = { reason: 'migration', owner: 'platform', expires: '2026-11-22' };
  const admin = { ruleId: 'test-no-admin', message: `${roleArn('ci')} is admin` };

  it('covers the finding of its rule and subject through its last day', () => {
    expect(waived({})).toEqual({ findings: [{ ...admin, applied }], expired: 0 });
    expect(waived({ cluster: 'prod', region: 'eu-west-1' }).findings).toEqual([
      { ...admin, applied },
    ]);
  });

  it('wakes its finding the day after, and says so itself', () => {
    expect(waived({}, '2026-11-23')).toEqual({
      findings: [
        { ...admin, applied: undefined },
        { ruleId: 'test-waivers', message: 'expired', applied: undefined },
      ],
      expired: 1,
    });
  });

  it.each([
    ['another rule', { rule: 'test-no-groups' }],
    ['another subject', { subject: roleArn('ci-2') }],
    ['a part of the subject', { subject: 'ci' }],
    ['another cluster', { cluster: 'dev' }],
    ['another Region', { region: 'us-east-1' }],
  ])('of %s covers nothing and is reported for it', (_, changes) => {
    expect(waived(changes)).toEqual({
      findings: [
        { ...admin, applied: undefined },
        { ruleId: 'test-waivers', message: 'matches nothing', applied: undefined },
      ],
      expired: 0,
    });
  });

  it('is not called needless while its rule has not seen everything', () => {
    const estate = sketchEstate({ prod: { ci: {} } }, new Map([[ciPolicies, unread('denied', 2)]]));
    const config = { ...plainConfig, waivers: [waiver] };
    const { findings, verdicts } = assessment({ estate, config });
    expect(findings).toEqual([]);
    expect(verdicts.at(-1)).toMatchObject({
      ruleId: 'test-waivers',
      verdict: 'INSUFFICIENT_DATA',
      reason: `${ciPolicies}: denied`,
    });
  });

  it.each([
    ['its subject was not decided', [[ciPolicies, unread('denied', 2)]], true],
    [
      'the list of its subjects is unread',
      [[factKeys.accessEntries(prodRef), unread('denied', 2)]],
      true,
    ],
    [
      'only another subject was not decided',
      [[factKeys.accessPolicies(prodRef, roleArn('ops')), unread('denied', 2)]],
      false,
    ],
    ['only another kind of subject is unread', [[factKeys.roles(), unread('denied', 2)]], false],
  ] as readonly [string, [FactKey<unknown>, ReturnType<typeof unread>][], boolean][])(
    'that matches nothing while %s',
    (_, facts, isOpen) => {
      const estate = sketchEstate({ prod: { ci: {}, ops: {} } }, new Map(facts));
      const config = { ...plainConfig, waivers: [waiver] };
      const last = assessment({ estate, config }).verdicts.at(-1);
      expect(last?.verdict).toBe(isOpen ? 'INSUFFICIENT_DATA' : 'NON_COMPLIANT');
    },
  );

  it('of another rule is not kept open by what that rule could not decide', () => {
    const other = { ...waiver, rule: 'test-no-groups' };
    const estate = sketchEstate({ prod: { ci: {} } }, new Map([[ciPolicies, unread('denied', 2)]]));
    const last = assessment({ estate, config: { ...plainConfig, waivers: [other] } }).verdicts.at(
      -1,
    );
    expect(last?.verdict).toBe('NON_COMPLIANT');
  });

  it('that still matches another has not expired for the finding', () => {
    const config = {
      ...plainConfig,
      waivers: [
        { ...waiver, expires: '2026-01-01' },
        { ...waiver, cluster: 'prod', expires: '2027-01-01' },
      ],
    };
    const { findings, expiredWaivers } = assessment({ estate: adminEstate, config });
    expect(findings[0]?.waiver).toEqual({ ...applied, expires: '2027-01-01' });
    expect(expiredWaivers).toEqual(new Set());
  });
});

describe('coverage', () => {
  it('has a line for each kind of fact read whole, and one for each that was not', () => {
    const estate = sketchEstate(
      { prod: { ci: {}, ops: {} } },
      new Map([[ciPolicies, unread('denied', 2)]]),
    );
    expect(assessment({ catalogue: [adminRule], estate }).coverage).toEqual([
      { fact: 'cluster', place: 'eu-west-1', read: true },
      { fact: 'clusters', place: 'eu-west-1', read: true },
      { fact: 'access-entries', place: 'eu-west-1/prod', read: true },
      { fact: 'access-entry', place: 'eu-west-1/prod', read: true },
      {
        fact: 'access-policies',
        place: 'eu-west-1/prod',
        item: roleArn('ci'),
        read: false,
        reason: 'denied',
      },
    ]);
  });

  it('misses what nobody has to bring only where somebody brought what was not understood', () => {
    const key = factKeys.organizationPolicies();
    const rule = defineRule({
      ...adminRule,
      *check(_, facts) {
        if (facts.optional(key) !== undefined) yield { message: 'brought', evidence: {} };
      },
    });
    const linesWith = (more?: FactMap) => {
      const estate = sketchEstate({ prod: { ci: {} } }, more);
      const { coverage } = assessment({ catalogue: [rule], estate });
      return coverage.filter(({ place }) => place === 'organizations');
    };
    const malformed = { fact: 'organization-policies', place: 'organizations', read: false };
    expect(linesWith()).toEqual([]);
    expect(linesWith(new Map([[key, unread('expected array', 2)]]))).toEqual([
      { ...malformed, reason: 'expected array' },
    ]);
  });

  describe('of what is inside a cluster', () => {
    const prod = { region: 'eu-west-1', name: 'prod' };
    const place = 'eu-west-1/prod';
    const [pods, roles] = [factKeys.pods(prod), factKeys.rbacRoles(prod)];
    const rule = defineRule({
      ...adminRule,
      *check(_, facts) {
        facts.ifRead(() => facts.get(pods));
        facts.ifRead(() => facts.get(roles));
      },
    });
    const linesWith = (facts: FactMap, config = plainConfig) => {
      const estate = sketchEstate({ prod: { ci: {} } }, facts);
      const { coverage } = assessment({ catalogue: [rule], estate, config });
      return coverage.filter(({ fact }) => fact.startsWith('k'));
    };
    const expecting = (fact: string) => ({
      ...plainConfig,
      expectedUnread: [{ place, fact, reason: 'r', owner: 'o', expires: '2099-01-01' }],
    });
    const missing = unread('not in the snapshot', 1);
    const bothMissing = new Map<FactKey<unknown>, Fact<unknown>>([
      [pods, missing],
      [roles, missing],
    ]);

    it('is one line where none was read, and why', () => {
      const reason = 'not in the snapshot';
      expect(linesWith(bothMissing)).toEqual([{ fact: 'kubernetes', place, read: false, reason }]);
    });

    it('is one line where all was read', () => {
      const all = new Map<FactKey<unknown>, Fact<unknown>>([
        [pods, present([], 1)],
        [roles, present([], 1)],
      ]);
      expect(linesWith(all)).toEqual([{ fact: 'kubernetes', place, read: true }]);
    });

    it('is a line for each where one was read and another was not', () => {
      const some = new Map<FactKey<unknown>, Fact<unknown>>([
        [pods, missing],
        [roles, present([], 1)],
      ]);
      expect(linesWith(some)).toEqual([
        { fact: 'k8s-pods', place, read: false, reason: 'not in the snapshot' },
        { fact: 'k8s-roles', place, read: true },
      ]);
    });

    it('is a line for each where they are unread for different reasons', () => {
      const some = new Map<FactKey<unknown>, Fact<unknown>>([
        [pods, missing],
        [roles, unread('forbidden', 1)],
      ]);
      expect(linesWith(some).map(({ fact, reason }) => [fact, reason])).toEqual([
        ['k8s-pods', 'not in the snapshot'],
        ['k8s-roles', 'forbidden'],
      ]);
    });

    it('is expected as a whole or type by type', () => {
      const reason = 'not in the snapshot';
      expect(linesWith(bothMissing, expecting('kubernetes'))).toEqual([
        { fact: 'kubernetes', place, read: false, reason, expected: true },
      ]);
      expect(linesWith(bothMissing, expecting('k8s-pods'))).toEqual([
        { fact: 'k8s-pods', place, read: false, reason, expected: true },
        { fact: 'k8s-roles', place, read: false, reason },
      ]);
    });

    it('is nothing where no rule asks for it', () => {
      const estate = sketchEstate({ prod: { ci: {} } }, bothMissing);
      const { coverage } = assessment({ catalogue: [adminRule], estate });
      expect(coverage.filter(({ fact }) => fact.startsWith('k'))).toEqual([]);
    });
  });

  it('counts the facts that the rules were given, each once', () => {
    const estate = sketchEstate(
      { prod: { ci: {}, ops: {} } },
      new Map([[ciPolicies, unread('denied', 2)]]),
    );
    // Two lists, one cluster, two entries, and the policies of one of them.
    expect(assessment({ catalogue: [adminRule, adminRule], estate }).factsRead).toBe(6);
  });

  it.each([
    ['another fact', { fact: 'cluster' }],
    ['another place', { place: 'us-east-1' }],
  ])('does not take %s for what config expects', (_, other) => {
    const estate = sketchEstate(
      {},
      new Map([[factKeys.clusters('eu-west-1'), unread('denied', 1)]]),
    );
    const known = {
      ...{ place: 'eu-west-1', fact: 'clusters', reason: 'r', owner: 'o', expires: '2099-01-01' },
      ...other,
    };
    const config = { ...plainConfig, expectedUnread: [known] };
    expect(assessment({ catalogue: [adminRule], estate, config }).coverage).toEqual([
      { fact: 'clusters', place: 'eu-west-1', read: false, reason: 'denied' },
    ]);
  });

  it.each([
    ['until its day', '2026-11-22', { expected: true }],
    ['not after it', '2026-11-21', {}],
  ])('marks what config expects to be unread, %s', (_, expires, expected) => {
    const estate = sketchEstate(
      {},
      new Map([[factKeys.clusters('eu-west-1'), unread('denied', 1)]]),
    );
    const known = { place: 'eu-west-1', fact: 'clusters', reason: 'r', owner: 'o', expires };
    const config = { ...plainConfig, expectedUnread: [known] };
    expect(assessment({ catalogue: [adminRule], estate, config }).coverage).toEqual([
      { fact: 'clusters', place: 'eu-west-1', read: false, reason: 'denied', ...expected },
    ]);
  });
});
