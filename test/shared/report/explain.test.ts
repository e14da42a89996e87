import { describe, expect, it } from 'vitest';
import type { Touched, Verdict } from '../../../shared/assess/verdict.ts';
import { absent, present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { FindingContent } from '../../../shared/model/finding.ts';
import { renderExplanation } from '../../../shared/report/explain.ts';
import { rule } from './sample.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const ci = 'arn:aws:iam::012345678901:role/ci';
const meta = rule('access-entry-no-cluster-admin', 'HIGH');

const finding: FindingContent = {
  id: '6f405a20f35c16fe57c0',
  ruleId: 'access-entry-no-cluster-admin',
  severity: 'HIGH',
  title: 'An access entry is cluster admin',
  message: `${ci} is cluster admin of payments in eu-west-1.`,
  accountId: '012345678901',
  region: 'eu-west-1',
  clusterName: 'payments',
  resource: { type: 'AWS::EKS::AccessEntry', id: ci },
  subject: ci,
  evidence: {
    principalArn: ci,
    hops: 2,
    statement: {
      Effect: 'Allow',
      Action: ['eks:AssociateAccessPolicy', 'eks:CreateAccessEntry'],
      Resource: '*',
    },
  },
  because: 'b',
  remedy: 'r',
  command: 'aws eks disassociate-access-policy --cluster-name payments',
  fingerprint: '{}',
};

function fact(key: string, answer: Touched['answer']): Touched {
  return { ask: 'fact', key, answer };
}

const verdict: Verdict = {
  ruleId: meta.id,
  subject: ci,
  place: { region: 'eu-west-1', clusterName: 'payments' },
  resource: finding.resource,
  verdict: 'NON_COMPLIANT',
  violations: [{ message: finding.message, evidence: finding.evidence }],
  complete: true,
  restsOn: [],
  touched: [],
};

const facts = [
  fact(factKeys.accessEntry(payments, ci), present({}, 1)),
  fact(factKeys.accessPolicies(payments, ci), present([], 1)),
];

describe('the explanation of a verdict', () => {
  it('says what was found on what, which facts it rests on, and what would mend it', () => {
    expect(
      renderExplanation({ rule: meta, verdict, facts, findings: [{ finding }] }, 80),
    ).toBe(`access-entry-no-cluster-admin  NON_COMPLIANT

Subject     arn:aws:iam::012345678901:role/ci
Where       cluster payments, eu-west-1
Verdict     One thing is wrong.

HIGH arn:aws:iam::012345678901:role/ci is cluster admin of payments in
eu-west-1.
Finding     6f405a20f35c16fe57c0
Evidence
  hops: 2
  principalArn: arn:aws:iam::012345678901:role/ci
  statement:
    {
      "Effect": "Allow",
      "Action": [
        "eks:AssociateAccessPolicy",
        "eks:CreateAccessEntry"
      ],
      "Resource": "*"
    }

Requires    No access entry holds AmazonEKSClusterAdminPolicy over the whole
            cluster.
Because     Its holder can read every Secret, so one stolen session owns the
            cluster.

Facts it rests on
  access-entry eu-west-1/payments: read
    arn:aws:iam::012345678901:role/ci
  access-policies eu-west-1/payments: read
    arn:aws:iam::012345678901:role/ci

What would make it compliant
  Associate a narrower access policy, or scope it to namespaces.

  aws eks disassociate-access-policy --cluster-name payments
`);
  });

  it('says of a compliant one that nothing is wrong, and proposes no remedy', () => {
    const text = explain({ verdict: 'COMPLIANT', violations: [] });
    expect(text).toContain(
      'Verdict     It was judged on everything it needs and nothing is wrong.',
    );
    expect(text).not.toContain('What would make it compliant');
  });

  it.each([
    [
      { verdict: 'NOT_APPLICABLE', violations: [], reason: 'AWS keeps service-linked roles' },
      'Verdict     The rule does not concern it: AWS keeps service-linked roles.',
    ],
    [
      { verdict: 'INSUFFICIENT_DATA', violations: [], reason: 'denied', complete: false },
      'Verdict     Nothing was found, and that says nothing: denied.',
    ],
    [
      { reason: 'denied', complete: false },
      'Verdict     One thing is wrong. Not all of it could be decided: denied.',
    ],
    [
      { violations: [...verdict.violations, ...verdict.violations] },
      'Verdict     2 things are wrong.',
    ],
    [{ place: { region: 'global' } }, 'Where       global'],
  ] satisfies readonly (readonly [Partial<Verdict>, string])[])('of %j', (differences, line) => {
    expect(explain(differences).split('\n')).toContain(line);
  });

  it('tells which facts are missing, which are not there, and no more of a kind than a few', () => {
    const roles = Array.from({ length: 8 }, (_, n) => factKeys.role(`arn:aws:iam::1:role/r${n}`));
    const text = explain({}, [
      ...roles.map((key) => fact(key, present({}, 1))),
      fact(factKeys.trustPolicy(ci), unread('AccessDenied', 1)),
      fact(factKeys.user('arn:aws:iam::1:user/u'), absent(1)),
      fact(factKeys.accountSummary(), present({}, 1)),
      { ask: 'optional', key: factKeys.organizationPolicies(), answer: unread('not read yet', 0) },
      {
        ask: 'optional',
        key: factKeys.instanceMetadataDefaults('eu-west-1'),
        answer: unread('expected object', 1),
      },
    ]);
    expect(text).toContain(`Facts it rests on
  account-summary iam: read
  instance-metadata-defaults eu-west-1: unread, expected object
  organization-policies organizations: not given, and so not considered
  role iam: read
    arn:aws:iam::1:role/r0
    arn:aws:iam::1:role/r1
    arn:aws:iam::1:role/r2
    arn:aws:iam::1:role/r3
    arn:aws:iam::1:role/r4
    arn:aws:iam::1:role/r5
    … and 2 more
  trust-policy iam: unread, AccessDenied
    arn:aws:iam::012345678901:role/ci
  user iam: does not exist
    arn:aws:iam::1:user/u
`);
  });

  it('says where a verdict rests on no fact', () => {
    expect(explain({}, [])).toContain('It rests on the configuration alone\n');
  });

  it('shows a waiver, what a finding implies, and the finding that implies it', () => {
    const waiver = { reason: 'migration', owner: 'platform', expires: '2026-12-31' };
    const absorbed = [
      { ruleId: 'rule-a', message: 'It is so.' },
      { ruleId: 'rule-b', message: 'It is so too.' },
    ];
    const toldBy = { ...finding, id: 'abc', ruleId: 'rule-c', message: 'It is worse.' };
    const text = renderExplanation(
      {
        rule: meta,
        verdict,
        facts,
        findings: [{ finding: { ...finding, waiver, absorbed }, toldBy }],
      },
      80,
    );
    expect(text).toContain(`Waived      by platform until 2026-12-31: migration
Told by     rule-c abc, which implies it: It is worse.
Implies     rule-a: It is so.
            rule-b: It is so too.
`);
  });

  it('cuts evidence that nobody would read', () => {
    const evidence = { roles: Array.from({ length: 300 }, (_, n) => `role-${n}`) };
    const text = explainFinding({ ...finding, evidence });
    expect(text).toContain('      "role-198",\n    … and 102 more lines, see --format json\n');
  });

  it('leaves out a command where there is none, and spells out what could move the cursor', () => {
    const { command: _, ...bare } = finding;
    const text = explainFinding({ ...bare, evidence: { group: 'a\u001b[2Jb' } });
    expect(text).toContain('  group: a\\u{1b}[2Jb\n');
    expect(text.endsWith('or scope it to namespaces.\n')).toBe(true);
  });

  it.each([
    [10, 60],
    [80, 80],
    [400, 120],
  ])('for a terminal of %i columns keeps to %i', (width, expected) => {
    const long = { ...meta, requires: 'word '.repeat(100).trim() };
    const lines = renderExplanation({ rule: long, verdict, facts, findings: [] }, width).split(
      '\n',
    );
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(expected);
    expect(lines.some((line) => line.length > expected - 6)).toBe(true);
  });
});

function explain(differences: Partial<Verdict>, behind: readonly Touched[] = facts): string {
  return renderExplanation(
    { rule: meta, verdict: { ...verdict, ...differences }, facts: behind, findings: [] },
    80,
  );
}

function explainFinding(content: FindingContent): string {
  return renderExplanation({ rule: meta, verdict, facts, findings: [{ finding: content }] }, 80);
}
