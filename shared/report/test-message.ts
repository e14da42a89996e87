import type { Account } from '../model/account.ts';
import type { AlertMessage } from '../model/alert.ts';
import { columns, joinLines, subjectLine } from './message.ts';
import { wrap } from './text.ts';

/** A message that nobody can take for an alert. */
export function testMessage({ accountId }: Account, channel: string): AlertMessage {
  const text = `This is a test of the channel ${channel} of Gatewatch in account ${accountId}. Somebody asked for it with "doctor --test-message". It tells of no change and of no finding, and there is nothing to do.`;
  return {
    subject: subjectLine(`Test message, account ${accountId}`),
    body: joinLines(wrap(text, columns)),
    attributes: { accountId: [accountId], transition: ['TEST'] },
  };
}
