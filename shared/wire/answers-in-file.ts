import type { Json } from '../model/json.ts';
import type { Answer, Outcome } from '../model/reading.ts';
import { memberOf } from './element-shape.ts';
import { fileElements, isTruncated, type ListingKind } from './file-elements.ts';
import type { Note } from './snapshot-notes.ts';
import type { SnapshotFile } from './snapshot-path.ts';

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
  const { kind } = snapshot.file;
  const read = contentReaders[kind](snapshot);
  const answers = read.answers.map((answer) => ({ path: snapshot.path, readAt, ...answer }));
  return { answers, faults: read.faults };
}

type LocalAnswer = Pick<Answer, 'item' | 'part' | 'outcome'>;

interface LocalAnswers {
  readonly answers: readonly LocalAnswer[];
  readonly faults: readonly string[];
}

const contentReaders: Readonly<
  Record<SnapshotFile['kind'], (snapshot: SnapshotContent) => LocalAnswers>
> = {
  cluster: readDocument,
  clusters: readClusterNames,
  accessEntries: (snapshot) => readElements('accessEntries', snapshot),
  trails: (snapshot) => readElements('trails', snapshot),
  iam: (snapshot) => readElements('iam', snapshot),
};

function readDocument({ content, notes }: SnapshotContent): LocalAnswers {
  const [note] = notes;
  if (note !== undefined) return { answers: [{ outcome: note.outcome }], faults: [] };
  const outcome: Outcome =
    'json' in content
      ? { kind: 'document', json: content.json }
      : { kind: 'unread', reason: content.unread };
  return { answers: [{ outcome }], faults: [] };
}

function readClusterNames(snapshot: SnapshotContent): LocalAnswers {
  const { content, path } = snapshot;
  if ('unread' in content) return { answers: [listAnswer(snapshot, [], [])], faults: [] };
  const clusters = memberOf(content.json, 'clusters');
  const names = Array.isArray(clusters) ? clusters.filter((name) => typeof name === 'string') : [];
  const faults: string[] = [];
  if (!Array.isArray(clusters)) faults.push(`${path}.clusters: expected array`);
  else if (names.length < clusters.length) faults.push(`${path}.clusters: expected strings`);
  if (isTruncated(content.json)) faults.push(`${path}: the list has more pages than this`);
  return { answers: [listAnswer(snapshot, names, faults)], faults };
}

function readElements(kind: ListingKind, snapshot: SnapshotContent): LocalAnswers {
  const { content, path, notes } = snapshot;
  const {
    shape,
    byName,
    faults: found,
  } = fileElements(kind, 'json' in content ? content.json : []);
  const faults = 'json' in content ? found.map((fault) => `${path}${fault}`) : [];
  const noted = notes.flatMap(({ item }) => (item === undefined ? [] : [item]));
  const items = [...new Set([...byName.keys(), ...noted])];
  const answers = items.flatMap((item) => {
    const about = notes.filter((note) => note.item === item);
    return elementAnswers(item, shape.parts, byName.get(item) ?? [], about);
  });
  return { answers: [listAnswer(snapshot, items, faults), ...answers], faults };
}

function listAnswer(
  { content, notes, notesFault }: SnapshotContent,
  items: readonly string[],
  faults: readonly string[],
): LocalAnswer {
  const note = notes.find(({ item }) => item === undefined);
  if (note !== undefined) return { outcome: note.outcome };
  const reason = 'unread' in content ? content.unread : (faults[0] ?? notesFault);
  return { outcome: reason === undefined ? { kind: 'items', items } : { kind: 'unread', reason } };
}

function elementAnswers(
  item: string,
  parts: readonly string[],
  elements: readonly Json[],
  notes: readonly Note[],
): readonly LocalAnswer[] {
  const note = notes.find(({ part }) => part === undefined);
  if (note !== undefined) return [{ item, outcome: note.outcome }];
  const [element, second] = elements;
  if (second !== undefined) return [{ item, outcome: unread('the file names it twice') }];
  if (parts.length === 0) return [{ item, outcome: documentOr(element) }];
  return parts.map((part) => ({
    item,
    part,
    outcome:
      notes.find((note) => note.part === part)?.outcome ?? documentOr(memberOf(element, part)),
  }));
}

function documentOr(json: Json | undefined): Outcome {
  return json === undefined ? unread(notInSnapshot) : { kind: 'document', json };
}

function unread(reason: string): Outcome {
  return { kind: 'unread', reason };
}

/** What is said of a fact that nothing in the folder tells. */
export const notInSnapshot = 'not in the snapshot';
