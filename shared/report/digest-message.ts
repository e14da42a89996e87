import type { AlertMessage, DigestAlert, Telling } from '../model/alert.ts';
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
import { isToldInDigest } from './telling.ts';
import { count } from './text.ts';

/** One message about one sweep, also when it found nothing. */
export function digestMessage(alert: DigestAlert): AlertMessage {
  const { account, deliveryId, minimumSeverity, told: all, hidden = 0 } = alert;
  const told = all.filter((telling) => isToldInDigest(telling, minimumSeverity));
  const head = digestHead(alert, all, told.length);
  const foot = closingLines(told[0]?.finding.ruleId, deliveryId);
  const fitting = leading(told, sizeInGroup, roomBetween(head, foot, told.length + hidden));
  const groups = groupByPlace(fitting, ({ finding }) => finding);
  const more = moreLines(told.length - fitting.length + hidden);
  const body = [...head, ...groups.flatMap(groupLines), ...more, ...foot];
  return {
    subject: digestSubject(alert, told),
    body: `${joinLines(body)}\n`,
    attributes: attributesOf(all, account.accountId, deliveryId),
  };
}

/** An upper bound: as if each finding stood under a heading of its own. */
function sizeInGroup(telling: Telling): number {
  return sizeOfLines(groupByPlace([telling], ({ finding }) => finding).flatMap(groupLines));
}

function digestSubject({ account, run, told: all }: DigestAlert, told: readonly Telling[]): string {
  const where = `account ${account.accountId}`;
  const ending = run.summary?.endingWaivers?.length ?? 0;
  const quiet = ending === 0 ? 'nothing to report' : `${count(ending, 'waiver')} about to end`;
  const found = tallyText(tally(all)) || quiet;
  if (run.status === 'failed') return subjectLine(`Sweep of ${where} failed`);
  if (run.baseline) return subjectLine(`First look at ${where}: ${found}`);
  if (run.announce === 'open') return subjectLine(`Open findings of ${where}: ${found}`);
  return told.length > 0
    ? headlineSubject(told, ', sweep')
    : subjectLine(`Sweep of ${where}: ${found}`);
}
