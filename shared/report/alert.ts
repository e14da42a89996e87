import type { Account } from '../model/account.ts';
import type { OwedFinding } from '../model/finding.ts';
import type { AlertMessage } from '../ports/alert-sink.ts';
import { findingLines } from './finding-text.ts';
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
import { type Telling, tellings } from './telling.ts';
import { count, plain, wrap } from './text.ts';

export interface ChangeAlertInput {
  readonly account: Account;
  /** The findings that one change moved. */
  readonly owed: readonly OwedFinding[];
  /** Hash of the ids of the transitions told: repeats of the message share it. */
  readonly deliveryId: string;
}

/** The message about one change: every finding in full, what needs attention first. */
export function changeAlert({ account, owed, deliveryId }: ChangeAlertInput): AlertMessage {
  const told = tellings(owed);
  const head = wrap(`Gatewatch: ${occasion(account, told)}.`, columns);
  const foot = closingLines(told[0]?.finding.ruleId, deliveryId);
  const blocks = told.map((telling) => ['', ruler, '', ...findingLines(account, telling)]);
  const fitting = leading(blocks, sizeOfLines, roomBetween(head, foot, blocks.length));
  const body = [...head, ...fitting.flat(), ...moreLines(told.length - fitting.length), ...foot];
  return {
    subject: headlineSubject(told, ''),
    body: `${joinLines(body)}\n`,
    attributes: attributesOf(told, account.accountId, deliveryId),
  };
}

/** Who it was, and that something comes and goes, is heard of without a change. */
function occasion({ accountId }: Account, told: readonly Telling[]): string {
  const findings = count(told.length, 'finding');
  return told.length > 0 && told.every(({ type }) => isAfterwards.has(type))
    ? `news of ${findings} in account ${plain(accountId)}`
    : `a change in account ${plain(accountId)} moved ${findings}`;
}

const isAfterwards: ReadonlySet<Telling['type']> = new Set(['ACTOR_KNOWN', 'FLAPPING', 'SETTLED']);
