import type { Account } from '../model/account.ts';
import type { AlertMessage } from '../model/alert.ts';
import type { SlackMessage } from '../model/slack.ts';
import type { AlertEvent } from './alert-event.ts';
import { jsonText } from './json.ts';
import { columns, joinLines, subjectLine } from './message.ts';
import { escaped } from './slack-blocks.ts';
import { wrap } from './text.ts';

/** A message that nobody can take for an alert. */
export function testMessage(account: Account, channel: string): AlertMessage {
  const { accountId } = account;
  return {
    subject: subjectLine(`Test message, account ${accountId}`),
    body: joinLines(wrap(textOf(account, channel), columns)),
    attributes: { accountId: [accountId], transition: ['TEST'] },
  };
}

/** The same, of which each is news. */
export function slackTestMessage(account: Account, channel: string): SlackMessage {
  const text = escaped(textOf(account, channel));
  return { id: 'test', deliveryId: 'test', isNews: true, text, blocks: [] };
}

/** The same for Amazon Q, which drops plain text. https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html */
export function amazonQTestMessage(account: Account, channel: string): AlertMessage {
  const message = testMessage(account, channel);
  const description = textOf(account, channel);
  const content = { textType: 'client-markdown', title: message.subject, description };
  return { ...message, body: jsonText({ version: '1.0', source: 'custom', content }) };
}

/** The same for programs: of a type of its own, which rules for findings do not ask for. */
export function testEvent(account: Account, channel: string): AlertEvent {
  const detail = { accountId: account.accountId, message: textOf(account, channel) };
  return { detailType: 'Gatewatch Test Message', detail };
}

function textOf({ accountId }: Account, channel: string): string {
  return `This is a test of the channel ${channel} of Gatewatch in account ${accountId}. Somebody asked for it with "doctor --test-message". It tells of no change and of no finding, and there is nothing to do.`;
}
