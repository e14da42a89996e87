import { type Json, memberOf } from '../model/json.ts';
import type { Answer, Outcome } from '../model/reading.ts';
import { fileElements, type ListElements } from './file-elements.ts';
import type { Content, ElementsContent, NamesContent } from './file-kind.ts';
import { isTruncated } from './is-truncated.ts';
import type { Note } from './snapshot-notes.ts';
import { contentOf, type SnapshotFile } from './snapshot-path.ts';

/** What a snapshot holds at one path. */
export interface SnapshotContent {
  readonly path: string;
  readonly file: SnapshotFile;
  /** The parsed file, or why there is none to look into. */
  readonly content: { readonly json: Json } | { readonly unread: string };
  /** The notes about this path. */
  readonly notes: readonly Note[];
  /** Why the notes cannot be trusted to be all; no list is then known to be complete. */
  readonly notesFault?: string;
}

export interface AnswersInFile {
  readonly answers: readonly Answer[];
  /** What is wrong with the file, each beginning with its path. */
  readonly faults: readonly string[];
}

/** Takes a file of a snapshot apart into the answers that AWS gave, all dated `readAt`. */
export function answersInFile(snapshot: SnapshotContent, readAt: number): AnswersInFile {
  const read = readContent(contentOf(snapshot.file), snapshot);
  const answers = read.answers.map((answer) => ({ path: snapshot.path, readAt, ...answer }));
  return { answers, faults: read.faults };
}

type LocalAnswer = Pick<Answer, 'item' | 'part' | 'outcome'>;

interface LocalAnswers {
  readonly answers: readonly LocalAnswer[];
  readonly faults: readonly string[];
}

function readContent(content: Content, snapshot: SnapshotContent): LocalAnswers {
  switch (content.holds) {
    case 'document':
      return readDocument(snapshot, content.optional);
    case 'objects':
      return readDocument(snapshot);
    case 'names':
      return readNames(content, snapshot);
    case 'elements':
      return readElements(content, snapshot);
  }
}

function readDocument({ content, notes }: SnapshotContent, optional?: true): LocalAnswers {
  const [note] = notes;
  if (note !== undefined) return { answers: [{ outcome: note.outcome }], faults: [] };
  if ('json' in content) {
    return { answers: [{ outcome: { kind: 'document', json: content.json } }], faults: [] };
  }
  if (optional === true && content.unread === notInSnapshot) return { answers: [], faults: [] };
  return { answers: [{ outcome: unread(content.unread) }], faults: [] };
}

function readNames({ member }: NamesContent, snapshot: SnapshotContent): LocalAnswers {
  const { content, path } = snapshot;
  if ('unread' in content) return { answers: [listAnswer(snapshot, [])], faults: [] };
  const listed = memberOf(content.json, member);
  const names = Array.isArray(listed) ? listed.filter((name) => typeof name === 'string') : [];
  const faults: string[] = [];
  if (!Array.isArray(listed)) faults.push(`${path}.${member}: expected array`);
  else if (names.length < listed.length) faults.push(`${path}.${member}: expected strings`);
  if (isTruncated(content.json)) faults.push(`${path}: the list has more pages than this`);
  return { answers: [listAnswer(snapshot, names, faults[0])], faults };
}

function readElements(content: ElementsContent, snapshot: SnapshotContent): LocalAnswers {
  const { path, notes } = snapshot;
  const found =
    'json' in snapshot.content ? fileElements(content, snapshot.content.json) : undefined;
  const byName = found?.byName ?? new Map<string, readonly Json[]>();
  const noted = notes.flatMap(({ item }) => item ?? []);
  const answers = [...new Set([...byName.keys(), ...noted])].flatMap((item) => {
    const about = notes.filter((note) => note.item === item);
    return elementAnswers(content, item, byName.get(item) ?? [], about);
  });
  const faults = (found?.lists ?? []).flatMap((list) =>
    list.faults.map((fault) => `${path}${fault}`),
  );
  const lists =
    found === undefined
      ? unreadLists(content, snapshot)
      : found.lists.map((list) => elementList(list, noted, snapshot));
  return { answers: [...lists, ...answers], faults: [...new Set(faults)] };
}

/** One answer for all lists of a file that could not be looked into, unless notes tell them apart. */
function unreadLists(
  { lists }: ElementsContent,
  snapshot: SnapshotContent,
): readonly LocalAnswer[] {
  const areTold = snapshot.notes.some(({ item, part }) => item === undefined && part !== undefined);
  if (!areTold) return [listAnswer(snapshot, [])];
  return lists.map(({ member }) => listAnswer(snapshot, [], undefined, member));
}

/** What the file names, and what a note names: it belongs to the list although its element is missing. */
function elementList(
  { list, names, missing, faults }: ListElements,
  noted: readonly string[],
  snapshot: SnapshotContent,
): LocalAnswer {
  const [fault] = faults;
  const reason = fault === undefined ? undefined : `${snapshot.path}${fault}`;
  const items = [...new Set([...names, ...noted.filter(list.has)])];
  return listAnswer(snapshot, items, missing ? notInSnapshot : reason, list.member);
}

/** What is known of a list, unless a note knows better: the items, or why they are not all. */
function listAnswer(
  snapshot: SnapshotContent,
  items: readonly string[],
  fault?: string,
  member?: string,
): LocalAnswer {
  const { content, notesFault } = snapshot;
  const part = member === undefined ? {} : { part: member };
  const note = noteOfList(snapshot, member);
  if (note !== undefined) return { ...part, outcome: note.outcome };
  const reason = 'unread' in content ? content.unread : (fault ?? notesFault);
  return { ...part, outcome: reason === undefined ? { kind: 'items', items } : unread(reason) };
}

/** A note about this list, or else about all lists of the file. */
function noteOfList({ notes }: SnapshotContent, member: string | undefined): Note | undefined {
  const ofLists = notes.filter(({ item }) => item === undefined);
  return (
    ofLists.find(({ part }) => part !== undefined && part === member) ??
    ofLists.find(({ part }) => part === undefined)
  );
}

function elementAnswers(
  content: ElementsContent,
  item: string,
  elements: readonly Json[],
  notes: readonly Note[],
): readonly LocalAnswer[] {
  const note = notes.find(({ part }) => part === undefined);
  if (note !== undefined) return [{ item, outcome: note.outcome }];
  const [element, second] = elements;
  if (second !== undefined) return [{ item, outcome: unread('the file names it twice') }];
  const parts = Object.keys(content.parts);
  if (parts.length === 0) return wholeAnswers(item, element, notes);
  return parts.map((part) => ({
    item,
    part,
    outcome:
      notes.find((note) => note.part === part)?.outcome ?? documentOr(memberOf(element, part)),
  }));
}

/** Of an element without parts, a note about one of its facts stands beside the element. */
function wholeAnswers(
  item: string,
  element: Json | undefined,
  notes: readonly Note[],
): readonly LocalAnswer[] {
  const noted = notes.map(({ part, outcome }) => ({
    item,
    ...(part === undefined ? {} : { part }),
    outcome,
  }));
  return [{ item, outcome: documentOr(element) }, ...noted];
}

function documentOr(json: Json | undefined): Outcome {
  return json === undefined ? unread(notInSnapshot) : { kind: 'document', json };
}

function unread(reason: string): Outcome {
  return { kind: 'unread', reason };
}

/** What is said of a fact that nothing in the folder tells. */
export const notInSnapshot = 'not in the snapshot';
