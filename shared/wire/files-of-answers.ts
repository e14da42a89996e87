import type { Account } from '../model/account.ts';
import { compareText, type Json, memberOf } from '../model/json.ts';
import type { Answer } from '../model/reading.ts';
import { type GroupedAnswers, groupAnswers, type ItemAnswers, newer } from './answers-by-file.ts';
import { namedPart, nameOfElement, ownPartOf } from './element.ts';
import { factsOf } from './facts-of.ts';
import type { ElementsContent, NamesContent } from './file-kind.ts';
import { jsonRefusal } from './json-refusal.ts';
import { type Note, notesPath, writeNotes } from './snapshot-notes.ts';
import { contentOf } from './snapshot-path.ts';

/** One file of a snapshot. */
export interface SnapshotEntry {
  readonly path: string;
  readonly json: Json;
}

/**
 * The files that keep these answers, `unread.json` included: what `answersInFile` takes out of them tells
 * the same facts. Of two answers to the same question the newer one is kept. The order of answers has no say.
 */
export function filesOfAnswers(
  answers: Iterable<Answer>,
  account: Account,
): readonly SnapshotEntry[] {
  const kept = groupAnswers(answers, account).map((group) => keep(group, account));
  const files = kept.flatMap(({ path, json }) => (json === undefined ? [] : [{ path, json }]));
  const notes = kept.flatMap((file) => file.notes);
  const noted = notes.length === 0 ? [] : [{ path: notesPath, json: writeNotes(notes) }];
  return [...files, ...noted].sort((a, b) => compareText(a.path, b.path));
}

interface KeptFile {
  readonly path: string;
  readonly json?: Json | undefined;
  readonly notes: readonly Note[];
}

function keep(group: GroupedAnswers, account: Account): KeptFile {
  const content = contentOf(group.file);
  switch (content.holds) {
    case 'document':
    case 'objects':
      return keepDocument(group, account);
    case 'names':
      return keepNames(content, group, account);
    case 'elements':
      return keepElements(content, group, account);
  }
}

function keepDocument({ path, answer }: GroupedAnswers, account: Account): KeptFile {
  const { outcome } = answer;
  return outcome.kind === 'document' && jsonRefusal(outcome.json) === undefined
    ? { path, json: outcome.json, notes: [] }
    : { path, notes: [noteOf(answer, account)] };
}

function keepNames(
  { member }: NamesContent,
  { path, answer }: GroupedAnswers,
  account: Account,
): KeptFile {
  const { outcome } = answer;
  const notes = listNotes(answer, account);
  const isRead = outcome.kind === 'items' && notes.length === 0;
  return isRead ? { path, json: { [member]: outcome.items }, notes } : { path, notes };
}

function keepElements(content: ElementsContent, group: GroupedAnswers, account: Account): KeptFile {
  const { path } = group;
  const kept = group.items.map((item) => keepElement(content, item, account));
  const elements = kept.flatMap(({ item, element }) =>
    element === undefined ? [] : [{ item, element }],
  );
  const answers = listAnswers(content, group);
  const ofLists = answers.flatMap((answer) => listNotes(answer, account));
  const notes = [...ofLists, ...kept.flatMap((element) => element.notes)];
  if (elements.length === 0 && ofLists.length === answers.length) return { path, notes };
  const unread = new Set(ofLists.map(({ part }) => part));
  return { path, json: fileOf(content, elements, unread), notes };
}

/** One for each list that was answered apart from the others, or one for all. */
function listAnswers({ lists }: ElementsContent, group: GroupedAnswers): readonly Answer[] {
  if (group.lists.size === 0) return [group.answer];
  return lists.map(({ member }): Answer => {
    const answer = newer(group.lists.get(member ?? ''), group.answer);
    return member === undefined ? answer : { ...answer, part: member };
  });
}

interface NamedElement {
  readonly item: string;
  readonly element: Json;
}

/** An array of no elements would say that there are none, so that an unread list has one for the elements it has. */
function fileOf(
  { lists }: ElementsContent,
  elements: readonly NamedElement[],
  unread: ReadonlySet<string | undefined>,
): Json {
  const file: Record<string, Json> = {};
  for (const { member, has } of lists) {
    const own = elements.filter(({ item }) => has(item)).map(({ element }) => element);
    if (member === undefined) return own;
    const isUnread = unread.has(member) || unread.has(undefined);
    if (own.length > 0 || !isUnread) file[member] = own;
  }
  return file;
}

interface KeptElement {
  readonly item: string;
  readonly element?: Json;
  readonly notes: readonly Note[];
}

function keepElement(
  content: ElementsContent,
  answers: ItemAnswers,
  account: Account,
): KeptElement {
  const { item, whole, parts } = answers;
  const isNote = whole.outcome.kind !== 'document' && parts.size === 0;
  if (isNote) return { item, notes: [noteOf(whole, account)] };
  return ownPartOf(content) === undefined
    ? keepWhole(content, answers, account)
    : keepParts(content, answers, account);
}

function keepWhole(
  content: ElementsContent,
  { item, whole, parts }: ItemAnswers,
  account: Account,
): KeptElement {
  const { outcome } = whole;
  const ofFacts = [...parts.values()]
    .filter((answer) => answer.outcome.kind !== 'document')
    .map((answer) => noteOf(answer, account));
  return outcome.kind === 'document' && isStorableWhole(content, item, outcome.json)
    ? { item, element: outcome.json, notes: ofFacts }
    : { item, notes: [noteOf(whole, account), ...ofFacts] };
}

function keepParts(content: ElementsContent, answers: ItemAnswers, account: Account): KeptElement {
  const { item } = answers;
  const element: Record<string, Json> = {};
  const notes: Note[] = [];
  const own = ownPartOf(content) ?? '';
  for (const part of Object.keys(content.parts)) {
    const answer = partAnswer(answers, part, part === own);
    const { outcome } = answer;
    if (outcome.kind === 'document' && isStorablePart(content, item, part, outcome.json)) {
      element[part] = outcome.json;
    } else notes.push(noteOf(answer, account));
  }
  if (Object.keys(element).length === 0) return { item, notes };
  return { item, element: { [own]: namedPart(content, item), ...element }, notes };
}

/** The answer to one part, or what the answer to the whole element says of it. */
function partAnswer({ item, whole, parts }: ItemAnswers, part: string, isOwn: boolean): Answer {
  const answer = parts.get(part);
  if (answer !== undefined) return answer;
  if (whole.outcome.kind !== 'document') return { ...whole, item, part };
  const json = memberOf(whole.outcome.json, part) ?? (isOwn ? null : undefined);
  const outcome: Answer['outcome'] =
    json === undefined ? { kind: 'unread', reason: 'not read yet' } : { kind: 'document', json };
  return { ...whole, item, part, outcome };
}

/** Whether the file will give it back under its name. */
function isStorableWhole(content: ElementsContent, item: string, json: Json): boolean {
  return jsonRefusal(json) === undefined && nameOfElement(content, json) === item;
}

function isStorablePart(content: ElementsContent, item: string, part: string, json: Json): boolean {
  if (jsonRefusal(json) !== undefined) return false;
  return part !== ownPartOf(content) || nameOfElement(content, { [part]: json }) === item;
}

function listNotes(answer: Answer, account: Account): readonly Note[] {
  const facts = factsOf(answer, account);
  const isRead = facts.every(([, fact]) => fact.read && !('absent' in fact));
  return isRead ? [] : [noteOf(answer, account)];
}

/** What `unread.json` says of an answer that gave no document to keep. */
function noteOf(answer: Answer, account: Account): Note {
  const { path, item, part } = answer;
  const [, fact] = factsOf(answer, account)[0] ?? [];
  return {
    path,
    ...(item === undefined ? {} : { item }),
    ...(part === undefined ? {} : { part }),
    outcome: fact?.read === false ? { kind: 'unread', reason: fact.reason } : { kind: 'absent' },
  };
}
