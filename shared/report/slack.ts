import type { Alert, ChangeAlert } from '../model/alert.ts';
import type { SlackMessage } from '../model/slack.ts';
import { findingEntry } from './finding-entry.ts';
import { observationEntry } from './observation-entry.ts';
import type { Entry } from './sections.ts';
import { context, escaped, header, paragraph, richText, words } from './slack-blocks.ts';
import { digestSlackMessage } from './slack-digest.ts';
import { entryBlocks, entryTitle } from './slack-entry.ts';
import { isRelief } from './telling.ts';
import { count, plain } from './text.ts';

/** How many findings of one alert have a message, and so a thread, of their own: a channel takes about one a second. */
const mostThreads = 10;

/** An alert as Slack shows it: a message for each finding, in the thread of that finding, and one for a sweep. */
export function slackMessages(alert: Alert): readonly SlackMessage[] {
  switch (alert.kind) {
    case 'change':
      return changeMessages(alert);
    case 'observation':
      return [entryMessage(observationEntry(alert), alert, true)];
    case 'digest':
      return [digestSlackMessage(alert)];
  }
}

function changeMessages(alert: ChangeAlert): readonly SlackMessage[] {
  const { account, told, hidden = 0 } = alert;
  const messages = told
    .slice(0, mostThreads)
    .map((telling) => entryMessage(findingEntry(account, telling), alert, !isRelief(telling)));
  const left = told.length - messages.length + hidden;
  return left === 0 ? messages : [...messages, restMessage(alert, left)];
}

function entryMessage(entry: Entry, { deliveryId }: Alert, isNews: boolean): SlackMessage {
  return {
    ...{ id: entry.id, deliveryId, isNews },
    text: escaped(entryTitle(entry)),
    blocks: entryBlocks(entry, deliveryId),
  };
}

function restMessage({ account, deliveryId }: ChangeAlert, left: number): SlackMessage {
  const title = `${count(left, 'more finding')} of account ${plain(account.accountId)}`;
  const where = 'They moved at the same time. See the report of the next sweep, or run:';
  return {
    ...{ id: JSON.stringify(['rest', deliveryId, left]), deliveryId, isNews: true },
    text: escaped(title),
    blocks: [
      header(title),
      richText([paragraph([words(`${where} npm start -- sweep --live`)])]),
      context([`Delivery ${plain(deliveryId)}`]),
    ],
  };
}
