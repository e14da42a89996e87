import { globalRegion } from '../model/account.ts';
import { clusterArn } from '../model/cluster.ts';
import type { Json } from '../model/json.ts';
import type { Severity } from '../model/severity.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { groupUnread, unreadText } from './coverage.ts';
import { jsonText } from './json.ts';
import type { ReportedFinding, SweepReport } from './report.ts';
import { ruleDescriptor, sarifLevel } from './sarif-rule.ts';
import { undecidedText } from './undecided.ts';

/** A line of a file of the snapshot; the path is relative to its folder. */
export interface SnapshotLine {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * The report as SARIF 2.1.0, for code scanning and editors: the rules that were judged, a result for each finding, and as
 * notifications what was not read or could not be decided. `lines` is by finding id; findings of a live account have none, and
 * are placed by ARN and name alone.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(
  report: SweepReport,
  catalogue: readonly RuleMeta[],
  lines: ReadonlyMap<string, SnapshotLine>,
): string {
  const judged = new Set(report.rules.map(({ ruleId }) => ruleId));
  const rules = catalogue.filter(({ id }) => judged.has(id));
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Gatewatch', rules: rules.map(ruleDescriptor) } },
        // GitHub keeps the alerts of one category apart from those of others: one for each account.
        automationDetails: { id: `gatewatch/${report.accountId}/` },
        ...(lines.size > 0 && { originalUriBaseIds: { SNAPSHOT: snapshotBase } }),
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: notifications(report) },
        ],
        results: report.findings.map((finding) =>
          result(report, finding, ruleIndex.get(finding.ruleId), lines.get(finding.id)),
        ),
        properties: { takenAt: report.takenAt, accountId: report.accountId },
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

const snapshotBase = { description: { text: 'The folder of the snapshot that was judged.' } };

function result(
  report: SweepReport,
  finding: ReportedFinding,
  ruleIndex: number | undefined,
  line: SnapshotLine | undefined,
) {
  const { id, ruleId, severity, message, because, remedy, waiver, evidence, subject } = finding;
  return {
    ruleId,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: sarifLevel(severity),
    message: { text: `${sentence(message)} ${sentence(because)} ${remedy}` },
    locations: [
      {
        ...(line !== undefined && { physicalLocation: physicalLocation(line) }),
        logicalLocations: logicalLocations(report, finding),
      },
    ],
    // GitHub tells alerts apart by this one alone.
    partialFingerprints: { 'gatewatchFindingId/v1': id, primaryLocationLineHash: `${id}:1` },
    ...(waiver && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: waiver.reason }],
    }),
    properties: properties({ severity, subject, evidence, command: finding.command }),
  };
}

function properties(values: {
  readonly severity: Severity;
  readonly subject: string;
  readonly evidence: Readonly<Record<string, Json>>;
  readonly command: string | undefined;
}) {
  const { command, ...always } = values;
  return { ...always, ...(command !== undefined && { command }) };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function physicalLocation({ path, line }: SnapshotLine) {
  return {
    artifactLocation: {
      uri: path.split('/').map(encodeURIComponent).join('/'),
      uriBaseId: 'SNAPSHOT',
    },
    region: { startLine: line },
  };
}

/** The resource, and the cluster that it is in. */
function logicalLocations(
  { accountId, partition }: SweepReport,
  { region, clusterName, resource }: ReportedFinding,
) {
  const own = { name: resource.id, fullyQualifiedName: resource.id, kind: resource.type };
  if (clusterName === undefined) {
    return region === globalRegion ? [own] : [own, { name: region, kind: 'AWS::Region' }];
  }
  const arn = clusterArn({ accountId, partition }, { region, name: clusterName });
  if (resource.id === arn) return [own];
  return [own, { name: clusterName, fullyQualifiedName: arn, kind: 'AWS::EKS::Cluster' }];
}

function notifications({ coverage, undecided }: SweepReport) {
  const unread = groupUnread(coverage.filter(({ read }) => !read));
  return [
    ...unread.map((group) => ({
      level: group.expected ? 'note' : 'warning',
      message: { text: `Not read: ${unreadText(group)}` },
    })),
    ...undecided.map((verdict) => ({
      level: 'warning',
      message: { text: `Undecided: ${undecidedText(verdict)}` },
    })),
  ];
}
