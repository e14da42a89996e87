import type { Account } from '../model/account.ts';
import { compareText, type Json } from '../model/json.ts';
import type { Answer } from '../model/reading.ts';
import { type GroupedAnswers, groupAnswers, type ItemAnswers } from './answers-by-file.ts';
import { type ElementShape, elementShapes, memberOf, nameOfElement } from './element-shape.ts';
import { factsOf } from './facts-of.ts';
import type { ListingKind } from './file-elements.ts';
import { iamListOf } from './iam.ts';
import { jsonRefusal } from './json-refusal.ts';
import { type Note, notesPath, writeNotes } from './snapshot-notes.ts';

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
  const { path, file, answer } = group;
  const { outcome } = answer;
  switch (file.kind) {
    case 'cluster':
      return outcome.kind === 'document' && jsonRefusal(outcome.json) === undefined
        ? { path, json: outcome.json, notes: [] }
        : { path, notes: [noteOf(answer, account)] };
    case 'clusters': {
      const notes = listNotes(answer, account);
      const isRead = outcome.kind === 'items' && notes.length === 0;
      return isRead ? { path, json: { clusters: outcome.items }, notes } : { path, notes };
    }
    default:
      return keepElements(file.kind, group, account);
  }
}

function keepElements(kind: ListingKind, group: GroupedAnswers, account: Account): KeptFile {
  const kept = group.items.map((item) => keepElement(elementShapes[kind], item, account));
  const elements = kept.flatMap(({ item, element }) =>
    element === undefined ? [] : [{ item, element }],
  );
  const ofList = listNotes(group.answer, account);
  const notes = [...ofList, ...kept.flatMap((element) => element.notes)];
  if (elements.length === 0 && ofList.length > 0) return { path: group.path, notes };
  return { path: group.path, json: fileOf(kind, elements), notes };
}

interface NamedElement {
  readonly item: string;
  readonly element: Json;
}

function fileOf(kind: ListingKind, elements: readonly NamedElement[]): Json {
  if (kind !== 'iam') return elements.map(({ element }) => element);
  const listed = (list: string) =>
    elements.flatMap(({ item, element }) => (iamListOf(item) === list ? [element] : []));
  return { RoleDetailList: listed('RoleDetailList'), UserDetailList: listed('UserDetailList') };
}

interface KeptElement {
  readonly item: string;
  readonly element?: Json;
  readonly notes: readonly Note[];
}

function keepElement(shape: ElementShape, answers: ItemAnswers, account: Account): KeptElement {
  const { item, whole, parts } = answers;
  const isNote = whole.outcome.kind !== 'document' && parts.size === 0;
  if (isNote) return { item, notes: [noteOf(whole, account)] };
  return shape.parts.length === 0
    ? keepWhole(shape, item, whole, account)
    : keepParts(shape, answers, account);
}

function keepWhole(
  shape: ElementShape,
  item: string,
  whole: Answer,
  account: Account,
): KeptElement {
  const { outcome } = whole;
  return outcome.kind === 'document' && isStorableWhole(shape, item, outcome.json)
    ? { item, element: outcome.json, notes: [] }
    : { item, notes: [noteOf(whole, account)] };
}

function keepParts(shape: ElementShape, answers: ItemAnswers, account: Account): KeptElement {
  const { item } = answers;
  const element: Record<string, Json> = {};
  const notes: Note[] = [];
  for (const part of shape.parts) {
    const answer = partAnswer(answers, part, part === shape.parts[0]);
    const { outcome } = answer;
    if (outcome.kind === 'document' && isStorablePart(shape, item, part, outcome.json)) {
      element[part] = outcome.json;
    } else notes.push(noteOf(answer, account));
  }
  if (Object.keys(element).length === 0) return { item, notes };
  const [own = ''] = shape.parts;
  return { item, element: { [own]: { [shape.name]: item }, ...element }, notes };
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
function isStorableWhole(shape: ElementShape, item: string, json: Json): boolean {
  return jsonRefusal(json) === undefined && nameOfElement(shape, json) === item;
}

function isStorablePart(shape: ElementShape, item: string, part: string, json: Json): boolean {
  if (jsonRefusal(json) !== undefined) return false;
  return part !== shape.parts[0] || nameOfElement(shape, { [part]: json }) === item;
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
