import type { AlertMessage, ChangeAlert, Telling } from '../model/alert.ts';
import { countLines } from './count-lines.ts';
import { entryLines } from './entry-text.ts';
import { findingEntry } from './finding-entry.ts';
import {
  attributesOf,
  closingLines,
  columns,
  headlineSubject,
  joinLines,
  leading,
  moreLines,
  roomBetween,
  ruler,
  sizeOfLines,
} from './message.ts';
import { count, plain, wrap } from './text.ts';

/** How many findings are told in full: whoever gets more of them wants to know how many, and where they are. */
const mostInFull = 25;

/** The message about one change, or a storm: each finding in full, what needs attention first. */
export function changeMessage(alert: ChangeAlert): AlertMessage {
  const { account, told, deliveryId, hidden = 0 } = alert;
  const all = told.length + hidden;
  const head = [...wrap(`Gatewatch: ${occasion(alert)}.`, columns), ...stormLines(told, all)];
  const foot = closingLines(told[0]?.finding.ruleId, deliveryId);
  const blocks = told
    .slice(0, mostInFull)
    .map((telling) => ['', ruler, '', ...entryLines(findingEntry(account, telling))]);
  const fitting = leading(blocks, sizeOfLines, roomBetween(head, foot, all));
  const body = [...head, ...fitting.flat(), ...moreLines(all - fitting.length), ...foot];
  return {
    subject: headlineSubject(told, ''),
    body: `${joinLines(body)}\n`,
    attributes: attributesOf(told, account.accountId, deliveryId),
  };
}

/** Who it was, and that something comes and goes, is heard of without a change. */
function occasion({ account, told, changes = 1, hidden = 0 }: ChangeAlert): string {
  const findings = count(told.length + hidden, 'finding');
  const where = `account ${plain(account.accountId)}`;
  if (told.length > 0 && told.every(({ type }) => isAfterwards.has(type))) {
    return `news of ${findings} in ${where}`;
  }
  return changes === 1
    ? `a change in ${where} moved ${findings}`
    : `${changes} changes in ${where} moved ${findings} within minutes`;
}

/** Counts, where not all is told. */
function stormLines(told: readonly Telling[], all: number): readonly string[] {
  if (all <= mostInFull) return [];
  const text = `The first ${Math.min(mostInFull, told.length)} are told here. All of them are in the report of the next sweep, and in npm start -- sweep --live.`;
  return ['', ...countLines(told, 'opened'), '', ...wrap(text, columns)];
}

const isAfterwards: ReadonlySet<Telling['type']> = new Set(['ACTOR_KNOWN', 'FLAPPING', 'SETTLED']);
