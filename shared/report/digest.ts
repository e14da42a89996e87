import type { Account } from '../model/account.ts';
import type { Finding, OwedFinding } from '../model/finding.ts';
import type { Run } from '../model/run.ts';
import type { Severity } from '../model/severity.ts';
import type { AlertMessage } from '../ports/alert-sink.ts';
import { digestHead } from './digest-head.ts';
import { groupLines } from './digest-lines.ts';
import {
  attributesOf,
  closingLines,
  headlineSubject,
  joinLines,
  leading,
  moreLines,
  roomBetween,
  sizeOfLines,
  subjectLine,
} from './message.ts';
import { groupByPlace } from './places.ts';
import { tally, tallyText } from './tally.ts';
import { compareTellings, isWorthTelling, stillOpen, type Telling, tellings } from './telling.ts';

export interface DigestInput {
  readonly account: Account;
  readonly run: Run;
  /** Everything the sweep moved, and what waited for it. */
  readonly owed: readonly OwedFinding[];
  /** Open findings to tell again, moved or not. */
  readonly open?: readonly Finding[];
  /** Findings below it are counted, not told. */
  readonly minimumSeverity: Severity;
  /** Where the bucket of the reports is. */
  readonly homeRegion: string;
  readonly deliveryId: string;
}

/** One message about one sweep, also when it found nothing. */
export function digest(input: DigestInput): AlertMessage {
  const { account, deliveryId, minimumSeverity } = input;
  const all = everythingToTell(input);
  const told = all.filter((telling) => isWorthTelling(telling, minimumSeverity));
  const head = digestHead(input, all, told.length);
  const foot = closingLines(told[0]?.finding.ruleId, deliveryId);
  const fitting = leading(told, sizeInGroup, roomBetween(head, foot, told.length));
  const groups = groupByPlace(fitting, ({ finding }) => finding);
  const more = moreLines(told.length - fitting.length);
  const body = [...head, ...groups.flatMap(groupLines), ...more, ...foot];
  return {
    subject: digestSubject(input, all, told),
    body: `${joinLines(body)}\n`,
    attributes: attributesOf(all, account.accountId, deliveryId),
  };
}

function everythingToTell({ owed, open = [] }: DigestInput): readonly Telling[] {
  const moved = tellings(owed);
  const ids = new Set(moved.map(({ finding }) => finding.id));
  const again = open.filter(({ id }) => !ids.has(id)).map(stillOpen);
  return [...moved, ...again].sort(compareTellings);
}

/** An upper bound: as if each finding stood under a heading of its own. */
function sizeInGroup(telling: Telling): number {
  return sizeOfLines(groupByPlace([telling], ({ finding }) => finding).flatMap(groupLines));
}

function digestSubject(
  { account, run }: DigestInput,
  all: readonly Telling[],
  told: readonly Telling[],
): string {
  const where = `account ${account.accountId}`;
  const found = tallyText(tally(all)) || 'nothing to report';
  if (run.status === 'failed') return subjectLine(`Sweep of ${where} failed`);
  if (run.baseline) return subjectLine(`First look at ${where}: ${found}`);
  if (run.announce === 'open') return subjectLine(`Open findings of ${where}: ${found}`);
  return told.length > 0
    ? headlineSubject(told, ', sweep')
    : subjectLine(`Sweep of ${where}: ${found}`);
}
