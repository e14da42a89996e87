import { commandText } from './command-text.ts';
import { groupUnread, unreadText } from './coverage.ts';
import { jsonText } from './json.ts';
import { codeBlock, codeSpan, escapeMarkdown } from './markdown-text.ts';
import { waiverTable } from './markdown-waivers.ts';
import { leading } from './message.ts';
import { groupByPlace, type PlaceGroup } from './places.ts';
import type { ReportedFinding, SweepReport } from './report.ts';
import { meaningOf } from './table-closing.ts';
import { quietClusters, quietness } from './table-quiet.ts';
import { tally, tallyText, worstFirst } from './tally.ts';
import { count, timeText } from './text.ts';
import { undecidedText } from './undecided.ts';

/** Characters; GitHub refuses comments of more than 65,536. */
const bodyLimit = 60_000;

/** The report for a pull request or a ticket: a summary, a table by cluster, then each finding. */
export function renderMarkdown(report: SweepReport): string {
  const openFirst = report.findings.toSorted((a, b) => rankOf(a) - rankOf(b));
  const head = [
    ...summaryLines(report),
    ...tableLines(report, groupByPlace(openFirst, identity)),
    ...coverageLines(report),
    ...waiverTable(report),
  ];
  const shownFindings = leading(openFirst, sizeOf, bodyLimit - lengthOf(head));
  const hidden = openFirst.length - shownFindings.length;
  const lines = [
    ...head,
    ...groupByPlace(shownFindings, identity).flatMap(groupLines),
    ...(hidden > 0 ? ['', `… and ${count(hidden, 'more finding')}, see the JSON report.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function identity<T>(value: T): T {
  return value;
}

function rankOf({ status }: ReportedFinding): number {
  return status === 'open' ? 0 : 1;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length + 1, 0);
}

/** An upper bound: as if each finding stood under a heading of its own. */
function sizeOf(finding: ReportedFinding): number {
  return lengthOf(groupByPlace([finding], identity).flatMap(groupLines));
}

function summaryLines({ findings, accountId, takenAt, rules }: SweepReport): readonly string[] {
  const open = findings.filter(({ status }) => status === 'open');
  const counts = open.length === 0 ? 'no open findings' : tallyText(tally(open));
  const waived = findings.length - open.length;
  return [
    `## Gatewatch: ${counts}${waived > 0 ? `, ${waived} waived` : ''}`,
    '',
    `Account ${escapeMarkdown(accountId)}, ${count(rules.length, 'rule')}, ${timeText(Date.parse(takenAt))}.`,
  ];
}

const clustersShown = 100;

function tableLines(
  report: SweepReport,
  groups: readonly PlaceGroup<ReportedFinding>[],
): readonly string[] {
  const quiet = quietClusters(report).map(({ region, name }) => {
    const { text } = quietness({ region, name }, report);
    return `| ${escapeMarkdown(name, 200)} | ${escapeMarkdown(region, 50)} | | | | | | ${text} |`;
  });
  const rows = [...groups.map(rowOf), ...quiet];
  const hidden = rows.length - clustersShown;
  return [
    '',
    `| Where | Region | ${worstFirst.map(titleCase).join(' | ')} | Waived | Note |`,
    `| --- | --- | ${worstFirst.map(() => '---:').join(' | ')} | ---: | --- |`,
    ...rows.slice(0, clustersShown),
    ...(hidden > 0 ? ['', `… and ${count(hidden, 'more row')}, see the JSON report.`] : []),
  ];
}

function rowOf(group: PlaceGroup<ReportedFinding>): string {
  const open = group.items.filter(({ status }) => status === 'open');
  const counts = tally(open);
  const waived = group.items.length - open.length;
  const numbers = [...worstFirst.map((severity) => counts[severity]), waived];
  const cells = numbers.map((number) => (number > 0 ? `${number}` : ''));
  return `| ${titleOf(group)} | ${escapeMarkdown(group.region, 50)} | ${cells.join(' | ')} | |`;
}

function titleOf({ kind, clusterName }: PlaceGroup<ReportedFinding>): string {
  const titles = { cluster: escapeMarkdown(clusterName, 200), iam: 'IAM', account: 'Account' };
  return titles[kind];
}

function titleCase(word: string): string {
  return word.slice(0, 1) + word.slice(1).toLowerCase();
}

const unreadShown = 20;

function coverageLines(report: SweepReport): readonly string[] {
  const unread = report.coverage.filter(({ read }) => !read);
  const groups = groupUnread(unread);
  const hidden = groups.length - unreadShown;
  return [
    '',
    meaningOf(report, unread.length),
    ...(groups.length > 0 ? [''] : []),
    ...groups
      .slice(0, unreadShown)
      .map((group) => `- not read: ${escapeMarkdown(unreadText(group))}`),
    ...(hidden > 0 ? [`- … and ${hidden} more, see the JSON report`] : []),
    ...undecidedLines(report),
  ];
}

function undecidedLines({ undecided }: SweepReport): readonly string[] {
  const hidden = undecided.length - unreadShown;
  return [
    ...(undecided.length > 0 ? [''] : []),
    ...undecided
      .slice(0, unreadShown)
      .map((verdict) => `- undecided: ${escapeMarkdown(undecidedText(verdict), 900)}`),
    ...(hidden > 0 ? [`- … and ${hidden} more, see the JSON report`] : []),
  ];
}

function groupLines(group: PlaceGroup<ReportedFinding>): readonly string[] {
  const region = group.region === '' ? '' : ` (${escapeMarkdown(group.region, 50)})`;
  return ['', `### ${titleOf(group)}${region}`, ...group.items.flatMap(findingLines)];
}

function findingLines(finding: ReportedFinding): readonly string[] {
  const { severity, status, ruleId, subject, because, remedy, command, evidence, id } = finding;
  const word = status === 'waived' ? `${severity}, waived` : severity;
  return [
    '',
    `#### ${word}: ${escapeMarkdown(finding.message, 600)}`,
    '',
    `- Rule: ${codeSpan(ruleId)}`,
    `- Subject: ${codeSpan(subject)}`,
    ...waiverLines(finding),
    `- Why: ${escapeMarkdown(because)}`,
    `- Fix: ${escapeMarkdown(remedy)}`,
    ...absorbedLines(finding),
    `- Finding: ${codeSpan(id)}`,
    ...(command === undefined ? [] : ['', ...codeBlock('sh', commandText(command))]),
    '',
    '<details><summary>Evidence</summary>',
    '',
    ...codeBlock('json', evidenceText(evidence)),
    '',
    '</details>',
  ];
}

function waiverLines({ waiver }: ReportedFinding): readonly string[] {
  if (waiver === undefined) return [];
  const { owner, expires, reason } = waiver;
  const until = `${escapeMarkdown(owner, 100)} until ${escapeMarkdown(expires, 20)}`;
  return [`- Waived by ${until}: ${escapeMarkdown(reason, 300)}`];
}

function absorbedLines({ absorbed = [] }: ReportedFinding): readonly string[] {
  return absorbed
    .slice(0, 10)
    .map(({ ruleId, message }) => `- Implies ${codeSpan(ruleId)}: ${escapeMarkdown(message, 300)}`);
}

const longestEvidence = 4000;

function evidenceText(evidence: ReportedFinding['evidence']): string {
  const text = jsonText(evidence, 2);
  if (text.length <= longestEvidence) return text;
  return `${text.slice(0, longestEvidence)}\n… cut, see the JSON report`;
}
