import type { Account } from '../model/account.ts';
import type { AlertMessage, ChangeAlert, Telling } from '../model/alert.ts';
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

/** The message about one change: every finding in full, what needs attention first. */
export function changeMessage(alert: ChangeAlert): AlertMessage {
  const { account, told, deliveryId, hidden = 0 } = alert;
  const head = wrap(`Gatewatch: ${occasion(account, told, hidden)}.`, columns);
  const foot = closingLines(told[0]?.finding.ruleId, deliveryId);
  const blocks = told.map((telling) => [
    ...['', ruler, ''],
    ...entryLines(findingEntry(account, telling)),
  ]);
  const fitting = leading(blocks, sizeOfLines, roomBetween(head, foot, blocks.length + hidden));
  const more = moreLines(told.length - fitting.length + hidden);
  const body = [...head, ...fitting.flat(), ...more, ...foot];
  return {
    subject: headlineSubject(told, ''),
    body: `${joinLines(body)}\n`,
    attributes: attributesOf(told, account.accountId, deliveryId),
  };
}

/** Who it was, and that something comes and goes, is heard of without a change. */
function occasion({ accountId }: Account, told: readonly Telling[], hidden: number): string {
  const findings = count(told.length + hidden, 'finding');
  return told.length > 0 && told.every(({ type }) => isAfterwards.has(type))
    ? `news of ${findings} in account ${plain(accountId)}`
    : `a change in account ${plain(accountId)} moved ${findings}`;
}

const isAfterwards: ReadonlySet<Telling['type']> = new Set(['ACTOR_KNOWN', 'FLAPPING', 'SETTLED']);
