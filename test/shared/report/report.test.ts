import { describe, expect, it } from 'vitest';
import { sweepReport } from '../../../shared/report/report.ts';
import {
  account,
  assessment,
  catalogue,
  content,
  elsewhere,
  read,
  takenAt,
  trailFinding,
  trustFinding,
  unread,
  verdict,
  waivedFinding,
} from './sample.ts';

const report = (changes: Parameters<typeof assessment>[0]) =>
  sweepReport(assessment(changes), catalogue, account, takenAt, []);

describe('sweepReport', () => {
  it('says when and of what account', () => {
    expect(report({})).toMatchObject({
      schemaVersion: 1,
      takenAt: '2026-11-22T09:00:03.000Z',
      accountId: '011122223333',
      partition: 'aws',
      coverage: [],
      clusters: [],
      findings: [],
    });
  });

  it('has the keys of a finding in one order, and none without a value', () => {
    const [finding] = report({ findings: [elsewhere(trailFinding)] }).findings;
    expect(Object.keys(finding ?? {})).toEqual([
      'id',
      'ruleId',
      'severity',
      'status',
      'title',
      'message',
      'accountId',
      'region',
      'resource',
      'subject',
      'evidence',
      'because',
      'remedy',
      'command',
    ]);
  });

  it('tells everything of a finding but its fingerprint', () => {
    const { fingerprint: _, ...given } = content({
      waiver: { reason: 'migration', owner: 'platform', expires: '2026-12-31' },
      absorbed: [{ ruleId: 'access-entry-no-cluster-wide-secrets', message: 'reads Secrets' }],
    });
    expect(report({ findings: [{ ...given, fingerprint: 'f' }] }).findings).toEqual([
      { ...given, status: 'waived' },
    ]);
  });

  it('leaves out a command that there is none of', () => {
    const { command: _, ...given } = content();
    const [finding] = report({ findings: [given] }).findings;
    expect(finding).not.toHaveProperty('command');
  });

  it('sorts findings by severity, then id', () => {
    const findings = [
      content({ id: 'b' }),
      content({ id: 'c', severity: 'LOW' }),
      content({ id: 'a' }),
      { ...trustFinding, id: 'z' },
    ];
    expect(report({ findings }).findings.map(({ id }) => id)).toEqual(['z', 'a', 'b', 'c']);
  });

  it('is open without a waiver and waived with one', () => {
    const findings = [content({ id: 'a' }), { ...waivedFinding, id: 'b' }];
    expect(report({ findings }).findings.map(({ status }) => status)).toEqual(['open', 'waived']);
  });

  it('sorts the members of evidence at every depth, and keeps the order of lists', () => {
    const evidence = { b: 1, a: [{ d: null, c: ['y', 'x'] }] };
    const [finding] = report({ findings: [content({ evidence })] }).findings;
    expect(JSON.stringify(finding?.evidence)).toBe('{"a":[{"c":["y","x"],"d":null}],"b":1}');
  });

  it('counts the verdicts of each rule, also of one that judged nothing', () => {
    const verdicts = [
      verdict('trail-logging', 'NON_COMPLIANT'),
      verdict('trail-logging', 'COMPLIANT'),
      verdict('trail-logging', 'COMPLIANT'),
      verdict('irsa-trust-subject-required', 'NOT_APPLICABLE'),
      verdict('irsa-trust-subject-required', 'INSUFFICIENT_DATA'),
    ];
    const none = { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 0, INSUFFICIENT_DATA: 0 };
    expect(report({ verdicts }).rules).toEqual([
      { ruleId: 'access-entry-no-cluster-admin', ...none },
      { ruleId: 'cluster-authentication-mode-api', ...none },
      {
        ruleId: 'irsa-trust-subject-required',
        ...none,
        NOT_APPLICABLE: 1,
        INSUFFICIENT_DATA: 1,
      },
      { ruleId: 'trail-logging', ...none, NON_COMPLIANT: 1, COMPLIANT: 2 },
    ]);
  });

  it('sorts coverage by place, fact and item, with its keys in one order', () => {
    const coverage = [
      { expected: true, ...unread('role', 'iam', 'denied', 'b') },
      read('users', 'iam'),
      unread('role', 'iam', 'denied', 'a'),
      read('role', 'iam'),
      read('clusters', 'eu-west-1'),
    ];
    expect(JSON.stringify(report({ coverage }).coverage)).toBe(
      JSON.stringify([
        { fact: 'clusters', place: 'eu-west-1', read: true },
        { fact: 'role', place: 'iam', read: true },
        { fact: 'role', place: 'iam', item: 'a', read: false, reason: 'denied' },
        { fact: 'role', place: 'iam', item: 'b', read: false, reason: 'denied', expected: true },
        { fact: 'users', place: 'iam', read: true },
      ]),
    );
  });

  it('sorts clusters by Region and name', () => {
    const clusters = [
      { region: 'eu-west-1', name: 'b' },
      { region: 'eu-west-1', name: 'a' },
      { region: 'eu-central-1', name: 'c' },
    ];
    expect(sweepReport(assessment(), [], account, takenAt, clusters).clusters).toEqual([
      { region: 'eu-central-1', name: 'c' },
      { region: 'eu-west-1', name: 'a' },
      { region: 'eu-west-1', name: 'b' },
    ]);
  });

  it('is the same whatever order things come in', () => {
    const coverage = [read('roles', 'iam'), read('users', 'iam')];
    const findings = [content({ id: 'a' }), content({ id: 'b' })];
    expect(JSON.stringify(report({ coverage, findings }))).toBe(
      JSON.stringify(report({ coverage: coverage.toReversed(), findings: findings.toReversed() })),
    );
  });
});
