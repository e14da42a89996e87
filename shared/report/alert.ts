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
import { tellings } from './telling.ts';
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
  const moved = `a change in account ${plain(account.accountId)} moved ${count(told.length, 'finding')}`;
  const head = wrap(`Gatewatch: ${moved}.`, columns);
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
