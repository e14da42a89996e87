import type { Account } from '../model/account.ts';
import type { Alert, AlertMessage, DigestAlert } from '../model/alert.ts';
import { alertEntries } from './alert-entries.ts';
import { digestMessage } from './digest-message.ts';
import { digestOverview } from './digest-overview.ts';
import { jsonText } from './json.ts';
import { codeSpan } from './markdown-text.ts';
import { filterAttributes } from './message.ts';
import type { Entry, SectionKind } from './sections.ts';
import { asciiSubject, count, plain } from './text.ts';

/** How many findings of one alert have a message, and so a thread, of their own. */
const mostThreads = 10;

/**
 * An alert as Amazon Q Developer in chat applications takes it from a topic: a custom notification for each finding, in the
 * thread of that finding, and one for a sweep. What is not in this schema, it drops without a word.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export function amazonQMessages(alert: Alert): readonly AlertMessage[] {
  if (alert.kind === 'digest') return [messageOf(alert, digestNote(alert))];
  const entries = alertEntries(alert);
  const notes = entries.slice(0, mostThreads).map((entry) => entryNote(alert.account, entry));
  const left = entries.length - notes.length + (alert.kind === 'change' ? (alert.hidden ?? 0) : 0);
  return [...notes, ...(left > 0 ? [restNote(alert, left)] : [])].map((note) =>
    messageOf(alert, note),
  );
}

/** https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html */
interface Note {
  readonly title: string;
  readonly description: string;
  readonly nextSteps: readonly string[];
  readonly keywords: readonly string[];
  readonly threadId: string;
  readonly summary: string;
  readonly eventType: string;
  readonly relatedResources: readonly string[];
}

const shownSections: readonly SectionKind[] = [
  'what',
  'where',
  'grant',
  'power',
  'who',
  'touched',
  'before',
  'after',
  'why',
  'evidence',
  'console',
  'rule',
  'id',
];

function entryNote({ accountId }: Account, entry: Entry): Note {
  const told = entry.sections.filter(({ kind }) => shownSections.includes(kind));
  const steps = entry.sections.filter(({ kind }) => kind === 'undo' || kind === 'fix');
  return {
    title: `${entry.severity} ${entry.step}: ${entry.headline}`,
    description: told
      .map(({ label, texts }) => `*${label}*: ${texts.map(escaped).join('\n')}`)
      .join('\n'),
    nextSteps: steps.flatMap(({ label, texts, commands = [] }) => [
      `${label}: ${texts.map(escaped).join(' ')}`,
      ...commands.map(commandStep),
    ]),
    keywords: [entry.severity, entry.step, accountId],
    threadId: entry.id,
    summary: entry.headline,
    eventType: `gatewatch-${entry.step.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
    relatedResources: entry.sections
      .filter(({ kind }) => kind === 'resource' || kind === 'principal')
      .flatMap(({ texts }) => texts),
  };
}

/** Whole or not at all: half of a command does something else. */
function commandStep(command: string): string {
  const span = codeSpan(command, command.length);
  return span.length <= longest.step
    ? span
    : 'A command too long to be shown here: it is in the e-mail and in the report.';
}

function restNote({ account: { accountId }, deliveryId }: Alert, left: number): Note {
  const title = `${count(left, 'more finding')} of account ${plain(accountId)}`;
  return {
    title,
    description: `${title}, moved at the same time. See the report of the next sweep, or run npm start -- sweep --live.`,
    ...{ nextSteps: [], keywords: [accountId], relatedResources: [] },
    ...{ threadId: deliveryId, summary: title, eventType: 'gatewatch-more' },
  };
}

function digestNote(alert: DigestAlert): Note {
  const title = digestMessage(alert).subject;
  const { head, findings } = digestOverview(alert, mostThreads);
  return {
    title,
    description: [...head, '', ...findings].map(escaped).join('\n'),
    ...{ nextSteps: [], keywords: [alert.account.accountId], relatedResources: [] },
    ...{ threadId: alert.deliveryId, summary: title, eventType: 'gatewatch-digest' },
  };
}

/** Characters of a field; longer ones are cut, since the whole notification would be dropped. */
const longest = { title: 250, description: 8_000, step: 350, keyword: 75, summary: 250 } as const;
const mostSteps = 10;

function messageOf({ account, deliveryId }: Alert, note: Note): AlertMessage {
  const { threadId, eventType, relatedResources } = note;
  const body = {
    version: '1.0',
    source: 'custom',
    id: `${deliveryId}-${threadId}`.slice(0, 250),
    content: {
      textType: 'client-markdown',
      title: cut(note.title, longest.title),
      description: cut(note.description, longest.description),
      ...(note.nextSteps.length > 0 && {
        nextSteps: note.nextSteps.slice(0, mostSteps).map((step) => cut(step, longest.step)),
      }),
      keywords: note.keywords.map((word) => cut(word, longest.keyword)),
    },
    metadata: {
      threadId,
      summary: cut(note.summary, longest.summary),
      eventType,
      ...(relatedResources.length > 0 && { relatedResources }),
      additionalContext: { deliveryId },
    },
  };
  return {
    subject: asciiSubject(note.title, 99),
    body: jsonText(body),
    attributes: filterAttributes([], account.accountId, deliveryId),
  };
}

function cut(text: string, max: number): string {
  const head = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return text.length <= max ? text : `${head}…`;
}

/**
 * The markup of chats knows no escape but of what begins a link or a mention: nobody who chooses a name can make one.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
