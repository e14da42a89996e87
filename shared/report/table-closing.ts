import { groupUnread, readText, unreadText } from './coverage.ts';
import type { SweepReport } from './report.ts';
import { severityStyles, type TableOptions } from './table-style.ts';
import { waiverLines } from './table-waivers.ts';
import { tally, tallyText, worstFirst } from './tally.ts';
import { count, labelled, plain, wrap } from './text.ts';
import { undecidedText } from './undecided.ts';

/** What stands under the findings: coverage, waivers, summary, next steps. */
export function closingLines(
  report: SweepReport,
  page: TableOptions,
): readonly (readonly string[])[] {
  return [
    coverageLines(report, page),
    waiverLines(report, page),
    summaryLines(report, page),
    nextLines(report, page),
  ];
}

const labelColumn = 12;
const unreadShown = 12;

function coverageLines(report: SweepReport, { width, colour }: TableOptions): readonly string[] {
  const heading = colour('heading', 'Coverage');
  const unread = report.coverage.filter(({ read }) => !read);
  const groups = groupUnread(unread);
  const read = readText(report.coverage) || 'nothing';
  const notRead = groups
    .slice(0, unreadShown)
    .flatMap((group, index) =>
      labelled(index === 0 ? '  not read' : '', unreadText(group), labelColumn, width).map((line) =>
        colour(group.expected ? 'dim' : 'warn', line),
      ),
    );
  const hidden = groups.length - unreadShown;
  return [
    heading,
    ...labelled('  read', read, labelColumn, width),
    ...notRead,
    ...(hidden > 0 ? [`${' '.repeat(labelColumn)}… and ${hidden} more, see --format json`] : []),
    ...undecidedLines(report, { width, colour }),
    ...wrap(meaningOf(report, unread.length), width, '  '),
  ];
}

function undecidedLines(
  { undecided }: SweepReport,
  { width, colour }: Pick<TableOptions, 'width' | 'colour'>,
): readonly string[] {
  const hidden = undecided.length - unreadShown;
  return [
    ...undecided
      .slice(0, unreadShown)
      .flatMap((verdict, index) =>
        labelled(index === 0 ? '  undecided' : '', undecidedText(verdict), labelColumn, width),
      )
      .map((line) => colour('warn', line)),
    ...(hidden > 0 ? [`${' '.repeat(labelColumn)}… and ${hidden} more, see --format json`] : []),
  ];
}

/** What the gaps mean for the verdicts, in a sentence. */
export function meaningOf({ rules, coverage }: SweepReport, unread: number): string {
  const open = rules.reduce((sum, rule) => sum + rule.INSUFFICIENT_DATA, 0);
  const are = open === 1 ? 'is' : 'are';
  const verdicts = open === 0 ? '' : `: ${count(open, 'verdict')} ${are} INSUFFICIENT_DATA`;
  if (coverage.length === 0) return 'Nothing was looked at, so nothing here says that all is well.';
  if (unread > 0) {
    return `What was not read is never counted as clean${verdicts}, and no finding that depends on it is resolved.`;
  }
  if (open > 0) {
    return `Everything needed was read, but not all of it could be decided${verdicts}, not clean.`;
  }
  return 'Everything that the rules needed was read.';
}

function summaryLines(report: SweepReport, { width, colour }: TableOptions): readonly string[] {
  const open = report.findings.filter(({ status }) => status === 'open');
  const counts = tally(open);
  const waived = report.findings.length - open.length;
  const verdicts = report.rules.reduce((sum, rule) => sum + rule.COMPLIANT, 0);
  const severities = worstFirst
    .filter((severity) => counts[severity] > 0)
    .map((severity) => ({
      severity,
      text: tallyText({ ...tally([]), [severity]: counts[severity] }),
    }));
  const head = open.length === 0 ? 'No open findings' : `${count(open.length, 'open finding')}: `;
  const tail = `${waived > 0 ? `; ${waived} waived` : ''}; ${count(verdicts, 'check')} passed.`;
  const text = `${head}${severities.map(({ text: each }) => each).join(', ')}${tail}`;
  const lines = wrap(text, width);
  if (lines.length > 1) return lines;
  const coloured = severities.map(({ severity, text: each }) =>
    colour(severityStyles[severity], each),
  );
  return [`${colour('heading', head)}${coloured.join(', ')}${tail}`];
}

const nextColumn = 24;

function nextLines({ findings }: SweepReport, page: TableOptions): readonly string[] {
  const place = page.place === undefined ? '' : ` ${plain(page.place)}`;
  const open = findings.filter(({ status }) => status === 'open');
  // Of findings about waivers none should be waived.
  const mildest = open.findLast(({ resource }) => resource.type !== 'Gatewatch::Waiver');
  const steps = [
    ['evidence and fixes', `npm start -- sweep${place} --format markdown`],
    ['in a browser', `npm start -- sweep${place} --format html --out report.html`],
    ['for programs', `npm start -- sweep${place} --format json`],
    [
      'explain a finding',
      `npm start -- explain ${plain(open[0]?.id.slice(0, 8) ?? '<finding>')}${place}`,
    ],
    ['explain a rule', `npm start -- rules ${plain(open[0]?.ruleId ?? '<rule id>')}`],
    ...(mildest === undefined
      ? []
      : [['accept for a while', `npm start -- waive ${plain(mildest.id.slice(0, 8))}${place}`]]),
  ];
  return [
    page.colour('heading', 'Next'),
    ...steps.map(([label, text]) => `${`  ${label}`.padEnd(nextColumn)}${text}`),
  ];
}
