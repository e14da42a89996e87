import { clusterArn } from '../model/cluster.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { controlTags, standardsOf } from './controls.ts';
import { groupUnread, type UnreadGroup, unreadText } from './coverage.ts';
import { jsonText } from './json.ts';
import type { ReportedFinding, SweepReport } from './report.ts';
import { type UndecidedVerdict, undecidedText } from './undecided.ts';

/**
 * The report as Compliance Findings of the Open Cybersecurity Schema Framework, one event a line, as log pipelines and queries
 * over a bucket read them: an event for each finding, and one whose status is unknown for all that was not read or could not be
 * decided.
 * https://schema.ocsf.io/1.5.0/classes/compliance_finding
 */
export function renderOcsf(report: SweepReport, catalogue: readonly RuleMeta[]): string {
  const rules = new Map(catalogue.map((rule) => [rule.id, rule]));
  const events = [
    ...report.findings.map((finding) => findingEvent(report, finding, rules.get(finding.ruleId))),
    ...groupUnread(report.coverage.filter(({ read }) => !read)).map((group) =>
      unreadEvent(report, group),
    ),
    ...report.undecided.map((verdict) =>
      undecidedEvent(report, verdict, rules.get(verdict.ruleId)),
    ),
  ];
  return events.map((event) => `${jsonText(event)}\n`).join('');
}

const severityIds = { LOW: 2, MEDIUM: 3, HIGH: 4, CRITICAL: 5 } as const;
const severityNames = { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', CRITICAL: 'Critical' } as const;
const informational = { severity_id: 1, severity: 'Informational' };
const unknown = { status_id: 0, status: 'Unknown' };
const isNew = { status_id: 1, status: 'New' };
const suppressed = { status_id: 3, status: 'Suppressed' };

function findingEvent(report: SweepReport, finding: ReportedFinding, rule: RuleMeta | undefined) {
  const { id, ruleId, severity, title, message, because, subject, evidence, waiver } = finding;
  return {
    ...common(report, finding.region, ruleId),
    severity_id: severityIds[severity],
    severity: severityNames[severity],
    ...(waiver === undefined ? isNew : { ...suppressed, status_detail: waiver.reason }),
    message,
    finding_info: { uid: id, title, desc: because, types: [ruleId], ...seen(report) },
    compliance: { ...compliance(ruleId, rule), status_id: 3, status: 'Fail' },
    resources: [resource(report, finding), ...clusterOf(report, finding)],
    evidences: [{ data: evidence }],
    remediation: {
      desc: [finding.remedy, ...(finding.command === undefined ? [] : [finding.command])].join(
        '\n',
      ),
      ...(rule && { references: rule.references }),
    },
    unmapped: {
      subject,
      ...(waiver && { waiver }),
      ...(finding.absorbed && { absorbed: finding.absorbed }),
    },
  };
}

/** Its id is what was not read, so that the next report says the same of the same. */
function unreadEvent(report: SweepReport, group: UnreadGroup) {
  const message = `Not read: ${unreadText(group)}`;
  const uid = `unread/${group.place}/${group.fact}/${group.reason}`;
  return {
    ...common(report, undefined, undefined),
    ...informational,
    ...(group.expected ? suppressed : isNew),
    message,
    finding_info: { uid, title: 'What rules need could not be read', ...seen(report) },
    compliance: { ...unknown, status_detail: group.reason },
  };
}

function undecidedEvent(
  report: SweepReport,
  verdict: UndecidedVerdict,
  rule: RuleMeta | undefined,
) {
  const { ruleId, region, clusterName = '', subject, reason } = verdict;
  return {
    ...common(report, region, ruleId),
    ...informational,
    ...isNew,
    message: `Undecided: ${undecidedText(verdict)}`,
    finding_info: {
      uid: `undecided/${ruleId}/${region}/${clusterName}/${subject}`,
      title: 'What was read does not decide a rule',
      ...seen(report),
    },
    compliance: { ...compliance(ruleId, rule), ...unknown, status_detail: reason },
  };
}

function common(report: SweepReport, region: string | undefined, ruleId: string | undefined) {
  const { accountId, partition, takenAt } = report;
  return {
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200301,
    type_name: 'Compliance Finding: Create',
    time: Date.parse(takenAt),
    metadata: {
      version: '1.5.0',
      profiles: ['cloud'],
      product: { name: 'Gatewatch', vendor_name: 'Gatewatch' },
      ...(ruleId !== undefined && { event_code: ruleId }),
    },
    cloud: {
      provider: 'AWS',
      cloud_partition: partition,
      account: { uid: accountId, type_id: 10, type: 'AWS Account' },
      ...(region !== undefined && { region }),
    },
  };
}

function seen({ takenAt }: SweepReport) {
  return { last_seen_time: Date.parse(takenAt) };
}

function compliance(ruleId: string, rule: RuleMeta | undefined) {
  if (rule === undefined) return { control: ruleId };
  return {
    control: ruleId,
    desc: rule.requires,
    standards: standardsOf(rule).map(({ name }) => name),
    requirements: controlTags(rule),
  };
}

function resource({ accountId, partition }: SweepReport, { region, ...of }: ReportedFinding) {
  const { type, id } = of.resource;
  return {
    uid: id,
    type,
    region,
    cloud_partition: partition,
    owner: { account: { uid: accountId } },
  };
}

function clusterOf(report: SweepReport, { region, clusterName, resource: own }: ReportedFinding) {
  if (clusterName === undefined) return [];
  const { accountId, partition } = report;
  const uid = clusterArn({ accountId, partition }, { region, name: clusterName });
  if (own.id === uid) return [];
  return [
    { uid, name: clusterName, type: 'AWS::EKS::Cluster', region, cloud_partition: partition },
  ];
}
