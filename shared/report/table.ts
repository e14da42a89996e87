import { groupByPlace, type PlaceGroup } from './places.ts';
import type { ReportedFinding, SweepReport } from './report.ts';
import { closingLines } from './table-closing.ts';
import { quietLines } from './table-quiet.ts';
import { severityStyles, type TableOptions } from './table-style.ts';
import { tally, tallyText } from './tally.ts';
import { count, plain, shortArns, shown, timeText, wrap } from './text.ts';

/** The report for a terminal: findings by place, what was read and what not, a summary and the next steps. */
export function renderTable(report: SweepReport, options: TableOptions): string {
  const width = Math.min(Math.max(options.width, 60), 140);
  const page = { ...options, width };
  const openFirst = report.findings.toSorted((a, b) => rankOf(a) - rankOf(b));
  const groups = groupByPlace(openFirst, (finding) => finding);
  const blocks = [
    headerLines(report, page),
    ...groupLines(groups, 'cluster', page),
    quietLines(report, page),
    ...groupLines(groups, 'iam', page),
    ...groupLines(groups, 'account', page),
    ...closingLines(report, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function rankOf({ status }: ReportedFinding): number {
  return status === 'open' ? 0 : 1;
}

function headerLines(report: SweepReport, { width, colour }: TableOptions): readonly string[] {
  const { accountId, partition, clusters, rules, takenAt } = report;
  const regions = new Set(clusters.map(({ region }) => region));
  const account = partition === 'aws' ? accountId : `${accountId} (${partition})`;
  const where = regions.size === 0 ? '' : ` in ${count(regions.size, 'Region')}`;
  const scope = `${count(clusters.length, 'cluster')}${where} · ${count(rules.length, 'rule')}`;
  const text = `Gatewatch · account ${plain(account)} · ${scope} · ${timeText(Date.parse(takenAt))}`;
  return wrap(text, width).map((line) => colour('heading', line));
}

function groupLines(
  groups: readonly PlaceGroup<ReportedFinding>[],
  kind: PlaceGroup<unknown>['kind'],
  page: TableOptions,
): readonly (readonly string[])[] {
  return groups
    .filter((group) => group.kind === kind)
    .map((group) => [
      headingLine(group, page),
      ...group.items.flatMap((finding) => findingLines(finding, page)),
    ]);
}

function headingLine(group: PlaceGroup<ReportedFinding>, { width, colour }: TableOptions): string {
  const { name, region } = titleOf(group);
  const open = group.items.filter(({ status }) => status === 'open');
  const waived = group.items.length - open.length;
  const counts = [tallyText(tally(open)), waived > 0 ? `${waived} waived` : '']
    .filter((text) => text !== '')
    .join(', ');
  const gap = Math.max(2, width - name.length - region.length - counts.length - 2);
  return `${colour('heading', name)}  ${colour('dim', region)}${' '.repeat(gap)}${colour('dim', counts)}`;
}

function titleOf({ kind, region, clusterName }: PlaceGroup<ReportedFinding>) {
  if (kind === 'cluster') return { name: shown(clusterName, 120), region: plain(region) };
  return kind === 'iam' ? { name: 'IAM', region: 'global' } : { name: 'Account', region: '' };
}

const textColumn = 12;

function findingLines(
  finding: ReportedFinding,
  { width, colour }: TableOptions,
): readonly string[] {
  const indent = ' '.repeat(textColumn);
  const message = shortArns(shown(finding.message, 1000), finding.accountId);
  const [first = indent, ...more] = wrap(message, width, indent);
  const word = finding.status === 'waived' ? 'waived' : finding.severity;
  const style = finding.status === 'waived' ? 'waived' : severityStyles[finding.severity];
  const label = colour(style, word.padEnd(textColumn - 4));
  const details = detailsOf(finding, width - textColumn);
  return [
    `  ${label}  ${first.slice(textColumn)}`,
    ...more,
    ...details.map((line) => `${indent}${colour('dim', line)}`),
  ];
}

/** Rule, id and subject, side by side where they fit; then the waiver and what else the finding stands for. */
function detailsOf(finding: ReportedFinding, room: number): readonly string[] {
  // As much of the id as "explain" needs to tell it from others.
  const rule = `${plain(finding.ruleId)} · ${plain(finding.id.slice(0, 8))}`;
  const subject = shown(finding.subject, 400);
  const aside = `${rule} · ${subject}`;
  const absorbed = [...new Set(finding.absorbed?.map(({ ruleId }) => plain(ruleId)))];
  return [
    ...(aside.length <= room ? [aside] : [rule, ...wrap(subject, room)]),
    ...wrap(waiverText(finding), room),
    ...(absorbed.length > 0 ? wrap(`implies ${absorbed.join(', ')}`, room) : []),
  ];
}

function waiverText({ severity, waiver }: ReportedFinding): string {
  if (waiver === undefined) return '';
  const owner = shown(waiver.owner, 100);
  return `${severity}, waived by ${owner} until ${plain(waiver.expires)}: ${shown(waiver.reason, 300)}`;
}
