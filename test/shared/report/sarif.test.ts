import { describe, expect, it } from 'vitest';
import type { FindingContent } from '../../../shared/model/finding.ts';
import { type SweepReport, sweepReport } from '../../../shared/report/report.ts';
import { renderSarif } from '../../../shared/report/sarif.ts';
import { sarifFaults } from '../../support/schemas/faults.ts';
import {
  account,
  assessment,
  catalogue,
  content,
  elsewhere,
  richReport,
  takenAt,
} from './sample.ts';

const nowhere = new Map();
const id = '0a1b2c3d4e5f60718293';
const ci = 'arn:aws:iam::011122223333:role/ci';

function runOf(report: SweepReport, lines: Parameters<typeof renderSarif>[2] = nowhere) {
  const { runs } = JSON.parse(renderSarif(report, catalogue, lines));
  return runs[0];
}

function reportOf(...findings: readonly FindingContent[]): SweepReport {
  return sweepReport(assessment({ findings }), catalogue, account, takenAt, []);
}

function resultOf(finding: FindingContent, lines?: Parameters<typeof renderSarif>[2]) {
  return runOf(reportOf(finding), lines).results[0];
}

describe('renderSarif', () => {
  it('is SARIF 2.1.0 by its schema, with lines and without', () => {
    const lines = new Map([
      [id, { path: 'eu-west-1/eks/payments-prod/access-entries.json', line: 7 }],
    ]);
    expect(sarifFaults(JSON.parse(renderSarif(richReport, catalogue, lines)))).toEqual([]);
    expect(sarifFaults(JSON.parse(renderSarif(richReport, catalogue, nowhere)))).toEqual([]);
  });

  it('is held against a schema that refuses what SARIF does not know', () => {
    const log = JSON.parse(renderSarif(richReport, catalogue, nowhere));
    expect(sarifFaults({ ...log, version: '2.0.0', extra: 1 })).toEqual([
      ' must NOT have additional properties',
      '/version must be equal to one of the allowed values',
    ]);
  });

  it('names the rules that were judged, as code scanning shows them', () => {
    const [rule] = catalogue;
    const first = runOf(richReport).tool.driver.rules[0];
    expect(first).toEqual({
      id: 'trail-logging',
      shortDescription: { text: rule?.title },
      fullDescription: { text: rule?.requires },
      helpUri: rule?.references[0],
      help: first.help,
      defaultConfiguration: { level: 'error' },
      properties: {
        'security-severity': '8.0',
        tags: [
          ...['security', 'CIS Amazon EKS Benchmark 4.1.1', 'OWASP Kubernetes Top Ten K03'],
          ...['MITRE ATT&CK T1078.004', 'AWS Security Hub EKS.1'],
        ],
      },
    });
    expect(first.help.text).toBe(
      `${rule?.requires}\n\nWhy: ${rule?.because}\n\nFix: ${rule?.remedy}\n\n${rule?.references.join('\n')}`,
    );
    expect(first.help.markdown).toContain(`\n\n**Fix:** `);
  });

  it('leaves out a rule that was not judged', () => {
    const report = sweepReport(assessment(), catalogue.slice(1), account, takenAt, []);
    const { rules } = runOf(report).tool.driver;
    expect(rules.map((rule: { readonly id: string }) => rule.id)).toEqual([
      'access-entry-no-cluster-admin',
      'cluster-authentication-mode-api',
      'irsa-trust-subject-required',
    ]);
  });

  it('places a finding on the line of the snapshot, in its cluster', () => {
    const path = 'eu-west-1/eks/payments-prod/access entries.json';
    const lines = new Map([[id, { path, line: 7 }]]);
    const result = resultOf(content(), lines);
    expect(result).toEqual({
      ruleId: 'access-entry-no-cluster-admin',
      ruleIndex: 1,
      level: 'error',
      message: {
        text: `${ci} is cluster admin of payments-prod. Its holder can read every Secret and give itself any role, so one stolen session owns the cluster. Associate a narrower access policy, or scope it to namespaces.`,
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: {
              uri: 'eu-west-1/eks/payments-prod/access%20entries.json',
              uriBaseId: 'SNAPSHOT',
            },
            region: { startLine: 7 },
          },
          logicalLocations: [
            { name: ci, fullyQualifiedName: ci, kind: 'AWS::EKS::AccessEntry' },
            {
              name: 'payments-prod',
              fullyQualifiedName: 'arn:aws:eks:eu-west-1:011122223333:cluster/payments-prod',
              kind: 'AWS::EKS::Cluster',
            },
          ],
        },
      ],
      partialFingerprints: { 'gatewatchFindingId/v1': id, primaryLocationLineHash: `${id}:1` },
      properties: {
        severity: 'HIGH',
        subject: ci,
        evidence: content().evidence,
        command: content().command,
      },
    });
    expect(Object.keys(runOf(reportOf(content()), lines).originalUriBaseIds)).toEqual(['SNAPSHOT']);
  });

  it('places a finding of a live account by names alone', () => {
    const { command: _, ...plain } = content();
    const arn = 'arn:aws:eks:eu-west-1:011122223333:cluster/payments-prod';
    const resource = { type: 'AWS::EKS::Cluster', id: arn };
    const result = resultOf({
      ...plain,
      resource,
      ruleId: 'not-in-the-catalogue',
      message: 'Is it open?',
    });
    expect(result.locations).toEqual([
      { logicalLocations: [{ name: arn, fullyQualifiedName: arn, kind: 'AWS::EKS::Cluster' }] },
    ]);
    expect(Object.keys(result)).toEqual([
      ...['ruleId', 'level', 'message', 'locations', 'partialFingerprints', 'properties'],
    ]);
    expect(result.message.text).toMatch(/^Is it open\? Its holder/);
    expect(Object.keys(runOf(reportOf(plain)))).not.toContain('originalUriBaseIds');
  });

  it('sets sentences apart where a message has no full stop', () => {
    const { message } = resultOf(
      content({ message: 'It is open', because: 'Why', remedy: 'Fix.' }),
    );
    expect(message.text).toBe('It is open. Why. Fix.');
  });

  it('names the Region of a finding about the account, and none for IAM', () => {
    const resource = { type: 'AWS::::Account', id: '011122223333' };
    const own = {
      name: '011122223333',
      fullyQualifiedName: '011122223333',
      kind: 'AWS::::Account',
    };
    const regional = elsewhere(content({ resource, region: 'eu-central-1' }));
    expect(resultOf(regional).locations).toEqual([
      { logicalLocations: [own, { name: 'eu-central-1', kind: 'AWS::Region' }] },
    ]);
    const global = elsewhere(content({ resource, region: 'global' }));
    expect(resultOf(global).locations).toEqual([{ logicalLocations: [own] }]);
  });

  it('suppresses what is waived, with the reason', () => {
    const waiver = {
      reason: 'migration until May',
      owner: 'team-a@example.com',
      expires: '2027-05-01',
    };
    expect(resultOf(content({ waiver })).suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'migration until May' },
    ]);
  });

  it('tells what was not read and what could not be decided, so that no result is not taken for clean', () => {
    const coverage = [
      { fact: 'roles', place: 'iam', read: true },
      { fact: 'trails', place: 'account', read: false, reason: 'AccessDenied', expected: true },
      { fact: 'cluster', place: 'eu-west-1/prod', read: false, reason: 'AccessDenied' },
    ];
    const undecided = [
      { ruleId: 'trail-logging', subject: 's', region: 'eu-west-1', reason: 'odd' },
    ];
    const { invocations } = runOf({ ...reportOf(), coverage, undecided });
    expect(invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: 'warning',
            message: { text: 'Not read: cluster of eu-west-1/prod: AccessDenied' },
          },
          {
            level: 'note',
            message: { text: 'Not read: trails of account: AccessDenied (expected)' },
          },
          { level: 'warning', message: { text: 'Undecided: trail-logging on s: odd' } },
        ],
      },
    ]);
  });
});
