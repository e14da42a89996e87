import * as z from 'zod/mini';
import { compareText, type Json } from '../model/json.ts';
import type { Answer, Outcome } from '../model/reading.ts';
import type { Parsed } from './parsed.ts';
import { parseWith } from './schema.ts';

/** The file of a snapshot that says what has no document in it. */
export const notesPath = 'unread.json';

/** Something that was asked for and gave no document: it could not be read, or does not exist. */
export type Note = Pick<Answer, 'path' | 'item' | 'part'> & {
  readonly outcome: Extract<Outcome, { kind: 'unread' | 'absent' }>;
};

/**
 * Reads `unread.json`: an array of `{ path, reason }`, or `{ path, absent: true }` for what was found not to exist.
 * `path` is `file`, `file#item` or `file#item#part`, and `file##part` for one of several lists of a file; in an item, `#` is
 * written `%23` and `%` `%25`, and an item of no characters is `%`.
 */
export function readNotes(json: Json): Parsed<readonly Note[]> {
  const parsed = parseWith(notesSchema, json, notesPath);
  return 'error' in parsed ? parsed : { ok: parsed.ok.map(readNote) };
}

/** The content of `unread.json`, in one order whatever the order of the notes. */
export function writeNotes(notes: readonly Note[]): Json {
  return notes.map(writeNote).sort((a, b) => compareText(a.path, b.path));
}

const notesSchema = z.array(
  z.union(
    [
      z.object({ path: z.string(), reason: z.string() }),
      z.object({ path: z.string(), absent: z.literal(true) }),
    ],
    'expected { path, reason }',
  ),
);
type WireNote = z.infer<typeof notesSchema>[number];

function readNote(note: WireNote): Note {
  const [path = '', escaped, part] = note.path.split('#');
  const isOfList = escaped === undefined || (escaped === '' && part !== undefined);
  return {
    path,
    ...(isOfList ? {} : { item: itemOf(escaped) }),
    ...(part === undefined ? {} : { part }),
    outcome: 'reason' in note ? { kind: 'unread', reason: note.reason } : { kind: 'absent' },
  };
}

function writeNote({ path, item, part, outcome }: Note): WireNote {
  const escaped = item === '' ? '%' : item?.replaceAll('%', '%25').replaceAll('#', '%23');
  const steps = part === undefined ? [path, escaped] : [path, escaped ?? '', part];
  const address = steps.filter((step) => step !== undefined).join('#');
  return outcome.kind === 'unread'
    ? { path: address, reason: outcome.reason }
    : { path: address, absent: true };
}

function itemOf(escaped: string): string {
  return escaped === '%' ? '' : escaped.replaceAll('%23', '#').replaceAll('%25', '%');
}
