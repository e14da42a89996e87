import { describe, expect, it } from 'vitest';
import type { FindingContent } from '../../../shared/model/finding.ts';
import { renderOcsf } from '../../../shared/report/ocsf.ts';
import { type SweepReport, sweepReport } from '../../../shared/report/report.ts';
import { ocsfFaults } from '../../support/schemas/faults.ts';
import {
  account,
  assessment,
  catalogue,
  content,
  elsewhere,
  richReport,
  takenAt,
} from './sample.ts';

const ci = 'arn:aws:iam::011122223333:role/ci';

function eventsOf(report: SweepReport) {
  const lines = renderOcsf(report, catalogue).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}

function reportOf(...findings: readonly FindingContent[]): SweepReport {
  return sweepReport(assessment({ findings }), catalogue, account, takenAt, []);
}

const undecided = {
  ruleId: 'trail-logging',
  subject: 's',
  region: 'eu-west-1',
  clusterName: 'prod',
  reason: 'odd',
};

describe('renderOcsf', () => {
  it('is Compliance Findings by their schema, one a line', () => {
    const { clusterName: _, ...elsewhereUndecided } = undecided;
    const events = eventsOf({ ...richReport, undecided: [undecided, elsewhereUndecided] });
    expect(events.length).toBeGreaterThan(richReport.findings.length + 2);
    expect(events.flatMap(ocsfFaults)).toEqual([]);
  });

  it('is held against a schema that refuses what OCSF does not know', () => {
    const [event] = eventsOf(reportOf(content()));
    expect(ocsfFaults({ ...event, class_uid: 2001, extra: 1 })).toEqual([
      ' must NOT have additional properties',
      '/class_uid must be equal to constant',
    ]);
  });

  it('is nothing at all where there is nothing to say', () => {
    expect(renderOcsf(reportOf(), catalogue)).toBe('');
  });

  it('says what is wrong with what, by which control, and how to undo it', () => {
    const [rule] = catalogue.filter(({ id }) => id === 'access-entry-no-cluster-admin');
    const absorbed = [{ ruleId: 'access-entry-no-iam-user', message: 'too' }];
    expect(eventsOf(reportOf(content({ absorbed })))).toEqual([
      {
        activity_id: 1,
        activity_name: 'Create',
        category_uid: 2,
        category_name: 'Findings',
        class_uid: 2003,
        class_name: 'Compliance Finding',
        type_uid: 200301,
        type_name: 'Compliance Finding: Create',
        time: takenAt,
        metadata: {
          version: '1.5.0',
          profiles: ['cloud'],
          product: { name: 'Gatewatch', vendor_name: 'Gatewatch' },
          event_code: 'access-entry-no-cluster-admin',
        },
        cloud: {
          provider: 'AWS',
          cloud_partition: 'aws',
          account: { uid: '011122223333', type_id: 10, type: 'AWS Account' },
          region: 'eu-west-1',
        },
        severity_id: 4,
        severity: 'High',
        status_id: 1,
        status: 'New',
        message: `${ci} is cluster admin of payments-prod.`,
        finding_info: {
          uid: '0a1b2c3d4e5f60718293',
          title: 'An access entry is cluster admin',
          desc: content().because,
          types: ['access-entry-no-cluster-admin'],
          last_seen_time: takenAt,
        },
        compliance: {
          control: 'access-entry-no-cluster-admin',
          desc: rule?.requires,
          standards: [
            'CIS Amazon EKS Benchmark',
            'OWASP Kubernetes Top Ten',
            'MITRE ATT&CK',
            'AWS Security Hub',
          ],
          requirements: [
            'CIS Amazon EKS Benchmark 4.1.1',
            'OWASP Kubernetes Top Ten K03',
            'MITRE ATT&CK T1078.004',
            'AWS Security Hub EKS.1',
          ],
          status_id: 3,
          status: 'Fail',
        },
        resources: [
          {
            uid: ci,
            type: 'AWS::EKS::AccessEntry',
            region: 'eu-west-1',
            cloud_partition: 'aws',
            owner: { account: { uid: '011122223333' } },
          },
          {
            uid: 'arn:aws:eks:eu-west-1:011122223333:cluster/payments-prod',
            name: 'payments-prod',
            type: 'AWS::EKS::Cluster',
            region: 'eu-west-1',
            cloud_partition: 'aws',
          },
        ],
        evidences: [{ data: content().evidence }],
        remediation: {
          desc: `${content().remedy}\n${content().command}`,
          references: rule?.references,
        },
        unmapped: { subject: ci, absorbed },
      },
    ]);
  });

  it('suppresses what is waived, and says why', () => {
    const waiver = { reason: 'until May', owner: 'a@example.com', expires: '2027-05-01' };
    const [event] = eventsOf(reportOf(content({ waiver })));
    const { status_id, status, status_detail, unmapped } = event;
    expect({ status_id, status, status_detail, unmapped }).toEqual({
      status_id: 3,
      status: 'Suppressed',
      status_detail: 'until May',
      unmapped: { subject: ci, waiver },
    });
  });

  it('does without a rule, a cluster and a command that are not known', () => {
    const { command: _, ...plain } = elsewhere(content({ ruleId: 'retired', severity: 'LOW' }));
    const [event] = eventsOf(reportOf(plain));
    expect(ocsfFaults(event)).toEqual([]);
    expect([event.severity_id, event.severity]).toEqual([2, 'Low']);
    expect(event.compliance).toEqual({ control: 'retired', status_id: 3, status: 'Fail' });
    expect(event.remediation).toEqual({ desc: plain.remedy });
    expect(event.resources).toHaveLength(1);
  });

  it('names a cluster once that is itself at fault', () => {
    const id = 'arn:aws:eks:eu-west-1:011122223333:cluster/payments-prod';
    const [event] = eventsOf(reportOf(content({ resource: { type: 'AWS::EKS::Cluster', id } })));
    expect(event.resources).toHaveLength(1);
  });

  it('has an event of unknown status for all that was not read or not decided', () => {
    const coverage = [
      { fact: 'roles', place: 'iam', read: true },
      { fact: 'trails', place: 'account', read: false, reason: 'AccessDenied', expected: true },
      { fact: 'cluster', place: 'eu-west-1/prod', read: false, reason: 'AccessDenied' },
    ];
    const events = eventsOf({ ...reportOf(), coverage, undecided: [undecided] });
    expect(
      events.map(({ finding_info: { uid }, message, status, severity, compliance }) => ({
        ...{ uid, message, status, severity },
        compliance: [compliance.control, compliance.status_id, compliance.status_detail],
      })),
    ).toEqual([
      {
        uid: 'unread/eu-west-1/prod/cluster/AccessDenied',
        message: 'Not read: cluster of eu-west-1/prod: AccessDenied',
        status: 'New',
        severity: 'Informational',
        compliance: [undefined, 0, 'AccessDenied'],
      },
      {
        uid: 'unread/account/trails/AccessDenied',
        message: 'Not read: trails of account: AccessDenied (expected)',
        status: 'Suppressed',
        severity: 'Informational',
        compliance: [undefined, 0, 'AccessDenied'],
      },
      {
        uid: 'undecided/trail-logging/eu-west-1/prod/s',
        message: 'Undecided: trail-logging on s: odd',
        status: 'New',
        severity: 'Informational',
        compliance: ['trail-logging', 0, 'odd'],
      },
    ]);
  });
});
