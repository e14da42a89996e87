import type { Account } from '../model/account.ts';
import type { DigestAlert, Telling } from '../model/alert.ts';
import type { Run, RunSummary, UnreadNote } from '../model/run.ts';
import { type Severity, severities } from '../model/severity.ts';
import type { EndingWaiver } from '../model/waiver-standing.ts';
import { countLines } from './count-lines.ts';
import { groupUnread, unreadText } from './coverage.ts';
import { objectLink, presignCommand } from './links.ts';
import { columns } from './message.ts';
import { tallyText } from './tally.ts';
import { count, labelled, plain, shown, timeText, wrap } from './text.ts';
import { waiverCounts, waiverName } from './waivers.ts';

type DigestHead = Pick<
  DigestAlert,
  'account' | 'run' | 'homeRegion' | 'minimumSeverity' | 'only' | 'unreadAsBefore'
>;

/** What stands above the findings of a digest: what it is about, counts, coverage, where the report is. */
export function digestHead(
  { account, run, homeRegion, minimumSeverity, only, unreadAsBefore = false }: DigestHead,
  all: readonly Telling[],
  told: number,
): readonly string[] {
  const quiet = all.filter((telling) => telling.quiet === true).length;
  const paragraphs = [
    wrap(openingText(account, run), columns),
    only === undefined ? [] : wrap(`Only what concerns ${shown(only, 500)}.`, columns),
    ...storyTexts(run, all).map((text) => wrap(text, columns)),
    countLines(all, run.baseline ? 'found' : 'opened'),
    wrap(belowText(minimumSeverity, all.length - told - quiet), columns),
    wrap(quietText(quiet), columns),
    only === undefined ? summaryLines(run.summary, unreadAsBefore && isRoutine(run)) : [],
    only === undefined ? pageLines(account, homeRegion, run.summary?.pageLocation) : [],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** A first look and whoever asks for all that is open are told everything. */
function isRoutine({ baseline, announce }: Run): boolean {
  return !baseline && announce === undefined;
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

function belowText(minimum: Severity, hidden: number): string {
  if (hidden === 0) return '';
  const below = severities.slice(0, severities.indexOf(minimum)).reverse().join(' and ');
  return `${count(hidden, 'finding')} of severity ${below} ${hidden === 1 ? 'is' : 'are'} counted here and told in the report only.`;
}

function quietText(quiet: number): string {
  if (quiet === 0) return '';
  return `${count(quiet, 'finding')} that ${quiet === 1 ? 'is' : 'are'} suppressed in Security Hub ${quiet === 1 ? 'is' : 'are'} counted here and told in the report only.`;
}

const unreadShown = 10;
const labelColumn = 10;

function summaryLines(summary: RunSummary | undefined, unreadIsKnown: boolean): readonly string[] {
  if (summary === undefined) return ['Coverage  not known: the sweep left no summary.'];
  const { open, waived, factsRead, unread, undecided, factsUnread, reportLocation } = summary;
  const now = `${tallyText(open) || 'nothing'} open${waived > 0 ? `, ${waived} waived` : ''}`;
  return [
    ...labelled('Now', now, labelColumn, columns),
    ...labelled('Coverage', coverageText(factsRead, unread, unreadIsKnown), labelColumn, columns),
    ...(unreadIsKnown ? [] : unreadLines(factsUnread)),
    ...waiverLines(summary),
    ...(undecided > 0
      ? labelled('Undecided', undecidedCount(undecided), labelColumn, columns)
      : []),
    ...(reportLocation === undefined
      ? []
      : labelled('Report', shown(reportLocation, 500), labelColumn, columns)),
  ];
}

/** No link that opens by itself: whoever got the message would have a map of every administrator. */
function pageLines(
  { partition }: Account,
  region: string,
  location: string | undefined,
): readonly string[] {
  // What was replayed or kept in memory is in no bucket.
  if (location?.startsWith('s3://') !== true) return [];
  const link = objectLink(partition, region, location);
  const texts = [
    ...(link === undefined ? [] : [link]),
    'for a browser, with your own permission to read the bucket:',
  ];
  return [
    ...texts.flatMap((text, index) =>
      labelled(index === 0 ? 'Page' : '', text, labelColumn, columns),
    ),
    '',
    `  ${presignCommand(region, location)}`,
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

function coverageText(read: number, unread: RunSummary['unread'], isKnown: boolean): string {
  if (unread.count === 0) return `everything needed was read (${count(read, 'fact')})`;
  const known = unread.expected > 0 ? ` (${unread.expected} of them as expected)` : '';
  if (isKnown) {
    return `${count(read, 'fact')} read, ${unread.count} still not read${known}, as in the last digest; never counted as clean, and listed in the report`;
  }
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
