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
 * `path` is `file`, `file#item` or `file#item#part`; in an item, `#` is written `%23` and `%` `%25`.
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
  const [path = '', item, part] = note.path.split('#');
  return {
    path,
    ...(item === undefined ? {} : { item: item.replaceAll('%23', '#').replaceAll('%25', '%') }),
    ...(part === undefined ? {} : { part }),
    outcome: 'reason' in note ? { kind: 'unread', reason: note.reason } : { kind: 'absent' },
  };
}

function writeNote({ path, item, part, outcome }: Note): WireNote {
  const escaped = item?.replaceAll('%', '%25').replaceAll('#', '%23');
  const address = [path, escaped, part].filter((step) => step !== undefined).join('#');
  return outcome.kind === 'unread'
    ? { path: address, reason: outcome.reason }
    : { path: address, absent: true };
}
