import { describe, expect, it } from 'vitest';
import { renderRule, renderRuleList } from '../../../shared/report/rules.ts';
import { catalogue, rule } from './sample.ts';

describe('renderRuleList', () => {
  it('lists rules by id', () => {
    expect(
      renderRuleList(catalogue.slice(0, 2), 100),
    ).toBe(`2 rules. Explain one: npm start -- rules <id>

HIGH        access-entry-no-cluster-admin
            No access entry holds AmazonEKSClusterAdminPolicy over the whole cluster.
HIGH        trail-logging
            No access entry holds AmazonEKSClusterAdminPolicy over the whole cluster.
`);
  });

  it('keeps to the width', () => {
    const lines = renderRuleList(catalogue, 60).split('\n');
    expect(lines.every((line) => line.length <= 60)).toBe(true);
  });
});

describe('renderRule', () => {
  it('explains a rule', () => {
    expect(
      renderRule(rule('access-entry-no-cluster-admin', 'HIGH')),
    ).toBe(`access-entry-no-cluster-admin  HIGH
An access entry is cluster admin

Requires    No access entry holds AmazonEKSClusterAdminPolicy over the whole
            cluster.
Because     Its holder can read every Secret, so one stolen session owns the
            cluster.
Remedy      Associate a narrower access policy, or scope it to namespaces.
Controls    CIS EKS 4.1.1; OWASP Kubernetes K03; MITRE ATT&CK T1078.004;
            Security Hub EKS.1
Implies     access-entry-no-cluster-wide-secrets
See         https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html

Accept a finding for a while, in gatewatch.yaml:
  waivers:
    - { rule: access-entry-no-cluster-admin, subject: …, reason: …, owner: …, expires: YYYY-MM-DD }
`);
  });

  it('lists several controls and implied rules', () => {
    const text = renderRule({
      ...rule('trail-logging', 'HIGH'),
      controls: { mitre: ['T1078.004', 'T1098'] },
      absorbs: ['a', 'b'],
    });
    expect(text).toContain('Controls    MITRE ATT&CK T1078.004, T1098\nImplies     a, b\n');
  });

  it('tells apart what it implies by the same statements', () => {
    const both = { ...rule('trail-logging', 'HIGH'), absorbs: ['a'] };
    const byStatements = { ...both, absorbsByStatements: ['b', 'c'] };
    expect(renderRule(byStatements)).toContain('Implies     a; by the same IAM statements b, c\n');
    expect(renderRule({ ...byStatements, absorbs: [] })).toContain(
      'Implies     by the same IAM statements b, c\n',
    );
  });

  it('leaves out controls and implied rules that there are none of', () => {
    const { absorbs: _, ...given } = rule('trail-logging', 'HIGH');
    const text = renderRule({
      ...given,
      controls: { cis: [] },
      references: ['https://a.example', 'https://b.example'],
    });
    expect(text).not.toContain('Controls');
    expect(text).not.toContain('Implies');
    expect(text).toContain('See         https://a.example\n            https://b.example\n');
  });
});
