import type { Account } from '../model/account.ts';
import type { DigestAlert, Telling } from '../model/alert.ts';
import type { Run, RunSummary, UnreadNote } from '../model/run.ts';
import { type Severity, severities } from '../model/severity.ts';
import type { EndingWaiver } from '../model/waiver-standing.ts';
import { groupUnread, unreadText } from './coverage.ts';
import { columns } from './message.ts';
import { type Tally, tally, tallyText, worstFirst } from './tally.ts';
import { count, labelled, plain, shown, timeText, wrap } from './text.ts';
import { waiverCounts, waiverName } from './waivers.ts';

type DigestHead = Pick<DigestAlert, 'account' | 'run' | 'minimumSeverity' | 'only'>;

/** What stands above the findings of a digest: what it is about, counts, coverage, where the report is. */
export function digestHead(
  { account, run, minimumSeverity, only }: DigestHead,
  all: readonly Telling[],
  told: number,
): readonly string[] {
  const paragraphs = [
    wrap(openingText(account, run), columns),
    only === undefined ? [] : wrap(`Only what concerns ${shown(only, 500)}.`, columns),
    ...storyTexts(run, all).map((text) => wrap(text, columns)),
    countLines(all, run.baseline ? 'found' : 'opened'),
    wrap(belowText(minimumSeverity, all.length - told), columns),
    only === undefined ? summaryLines(run.summary) : [],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function openingText({ accountId }: Account, { startedAt }: Run): string {
  return `Gatewatch: sweep of account ${plain(accountId)}, ${timeText(startedAt)}.`;
}

function storyTexts(run: Run, all: readonly Telling[]): readonly string[] {
  const failed =
    'The sweep failed before its end. What it had found by then comes with the next sweep that completes; what it did not reach is unknown, not clean. The operations topic and the function’s log say why.';
  const baseline =
    'This is a first look: nothing here is new, it is how things stand today. From now on you hear of changes.';
  const nothing = 'Nothing has changed since the last look.';
  return [
    ...(run.status === 'failed' ? [failed] : []),
    ...(run.baseline ? [baseline] : []),
    ...(all.length === 0 && !run.baseline && run.status !== 'failed' ? [nothing] : []),
  ];
}

type Row = readonly [string, readonly Telling['type'][]];

const rows: readonly Row[] = [
  ['reopened', ['REOPENED', 'UNWAIVED', 'WAIVER_EXPIRED']],
  ['changed', ['CHANGED']],
  ['flapping', ['FLAPPING']],
  ['settled', ['SETTLED']],
  ['still open', ['OPEN']],
  ['resolved', ['RESOLVED']],
  ['waived', ['WAIVED']],
  ['retired', ['RETIRED']],
  ['actor known', ['ACTOR_KNOWN']],
];

const rowLabel = 12;
const cellWidth = 10;

/** A row for each kind of step that occurred, a column for each severity. */
function countLines(all: readonly Telling[], openedLabel: string): readonly string[] {
  if (all.length === 0) return [];
  const opened: Row = [openedLabel, ['OPENED']];
  const heading = worstFirst.map((severity) => severity.toLowerCase().padStart(cellWidth));
  const counted = [opened, ...rows]
    .map(([label, types]) => [label, all.filter(({ type }) => types.includes(type))] as const)
    .filter(([, told]) => told.length > 0);
  return [
    ' '.repeat(rowLabel) + heading.join(''),
    ...counted.map(([label, told]) => label.padEnd(rowLabel) + cells(tally(told))),
  ];
}

function cells(counts: Tally): string {
  return worstFirst.map((severity) => `${counts[severity] || '-'}`.padStart(cellWidth)).join('');
}

function belowText(minimum: Severity, hidden: number): string {
  if (hidden === 0) return '';
  const below = severities.slice(0, severities.indexOf(minimum)).reverse().join(' and ');
  return `${count(hidden, 'finding')} of severity ${below} ${hidden === 1 ? 'is' : 'are'} counted here and told in the report only.`;
}

const unreadShown = 10;
const labelColumn = 10;

function summaryLines(summary: RunSummary | undefined): readonly string[] {
  if (summary === undefined) return ['Coverage  not known: the sweep left no summary.'];
  const { open, waived, factsRead, unread, undecided, factsUnread, reportLocation } = summary;
  const now = `${tallyText(open) || 'nothing'} open${waived > 0 ? `, ${waived} waived` : ''}`;
  return [
    ...labelled('Now', now, labelColumn, columns),
    ...labelled('Coverage', coverageText(factsRead, unread), labelColumn, columns),
    ...unreadLines(factsUnread),
    ...waiverLines(summary),
    ...(undecided > 0
      ? labelled('Undecided', undecidedCount(undecided), labelColumn, columns)
      : []),
    ...(reportLocation === undefined
      ? []
      : labelled('Report', shown(reportLocation, 500), labelColumn, columns)),
  ];
}

const waiversShown = 10;

/** How they stand, and which of them are about to end. */
function waiverLines({ waivers, endingWaivers = [] }: RunSummary): readonly string[] {
  if (waivers === undefined || waivers.inForce + waivers.expired === 0) return [];
  const hidden = endingWaivers.length - waiversShown;
  return [
    ...labelled('Waivers', waiverCounts(waivers), labelColumn, columns),
    ...endingWaivers
      .slice(0, waiversShown)
      .flatMap((waiver) => labelled('          -', endingText(waiver), labelColumn + 2, columns)),
    ...(hidden > 0 ? [`${' '.repeat(labelColumn)}… and ${hidden} more, see the report`] : []),
  ];
}

function endingText(waiver: EndingWaiver): string {
  return `ends on ${plain(waiver.expires)}: ${waiverName(waiver)}`;
}

function undecidedCount(undecided: number): string {
  return `${count(undecided, 'verdict')} could not be given though all was read: not clean; the report lists them`;
}

function coverageText(read: number, unread: RunSummary['unread']): string {
  if (unread.count === 0) return `everything needed was read (${count(read, 'fact')})`;
  const known = unread.expected > 0 ? ` (${unread.expected} of them as expected)` : '';
  return `${count(read, 'fact')} read, ${unread.count} not read${known}; what was not read is never counted as clean, and nothing that depends on it is resolved`;
}

function unreadLines(unread: readonly UnreadNote[]): readonly string[] {
  const groups = groupUnread(unread);
  const hidden = groups.length - unreadShown;
  return [
    ...groups
      .slice(0, unreadShown)
      .flatMap((group) => labelled('          -', unreadText(group), labelColumn + 2, columns)),
    ...(hidden > 0 ? [`${' '.repeat(labelColumn)}… and ${hidden} more, see the report`] : []),
  ];
}
