import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../shared/model/json.ts';
import { type Note, readNotes, writeNotes } from '../../../shared/wire/snapshot-notes.ts';

describe('unread.json', () => {
  test('names a file, an element of it, or a part of an element', () => {
    const json = [
      { path: 'iam/x.json', reason: 'denied' },
      { path: 'iam/x.json#a', reason: 'denied' },
      { path: 'iam/x.json#a#status', absent: true },
    ];
    const notes: Note[] = [
      { path: 'iam/x.json', outcome: { kind: 'unread', reason: 'denied' } },
      { path: 'iam/x.json', item: 'a', outcome: { kind: 'unread', reason: 'denied' } },
      { path: 'iam/x.json', item: 'a', part: 'status', outcome: { kind: 'absent' } },
    ];
    expect(readNotes(json)).toStrictEqual({ ok: notes });
    expect(writeNotes([...notes].reverse())).toStrictEqual(json);
  });

  test('escapes the sign that separates, and the sign that escapes', () => {
    const notes: Note[] = [{ path: 'f', item: 'a#%23%', outcome: { kind: 'absent' } }];
    expect(writeNotes(notes)).toEqual([{ path: 'f#a%23%2523%25', absent: true }]);
    expect(readNotes(writeNotes(notes))).toStrictEqual({ ok: notes });
  });

  test('names one of several lists of a file, and keeps it apart from an element without a name', () => {
    const json = [
      { path: 'iam/x.json##Policies', reason: 'denied' },
      { path: 'iam/x.json#%', absent: true },
      { path: 'iam/x.json#%#status', absent: true },
    ];
    const notes: Note[] = [
      { path: 'iam/x.json', part: 'Policies', outcome: { kind: 'unread', reason: 'denied' } },
      { path: 'iam/x.json', item: '', outcome: { kind: 'absent' } },
      { path: 'iam/x.json', item: '', part: 'status', outcome: { kind: 'absent' } },
    ];
    expect(readNotes(json)).toStrictEqual({ ok: notes });
    expect(writeNotes(notes)).toStrictEqual(json);
    expect(readNotes([{ path: 'iam/x.json#', absent: true }])).toStrictEqual({ ok: [notes[1]] });
  });

  test('takes a percent sign that escapes nothing as it stands', () => {
    expect(readNotes([{ path: 'f#100%', absent: true }])).toStrictEqual({
      ok: [{ path: 'f', item: '100%', outcome: { kind: 'absent' } }],
    });
  });

  test.each([
    ['no array', {}, 'unread.json: expected array'],
    ['a note without reason', [{ path: 'a' }], 'unread.json[0]: expected { path, reason }'],
    [
      'a note without path',
      [{ path: 'a', reason: 'b' }, { reason: 'b' }],
      'unread.json[1]: expected { path, reason }',
    ],
    [
      'a reason that is no text',
      [{ path: 'a', reason: 1 }],
      'unread.json[0]: expected { path, reason }',
    ],
    [
      'an absence denied',
      [{ path: 'a', absent: false }],
      'unread.json[0]: expected { path, reason }',
    ],
  ])('with %s is refused', (_, json, error) => {
    expect(readNotes(json as Json)).toEqual({ error });
  });

  test('gives back every note, whatever is in its names', () => {
    const unread = fc.record({ kind: fc.constant('unread' as const), reason: fc.string() });
    const outcome = fc.oneof(fc.constant({ kind: 'absent' as const }), unread);
    const item = fc.string({ unit: fc.constantFrom('#', '%', '2', '3', '5', 'a', '\n', '"') });
    const note: fc.Arbitrary<Note> = fc.oneof(
      fc.record({ path: fc.constant('f'), outcome }),
      fc.record({ path: fc.constant('f'), item, outcome }),
      fc.record({ path: fc.constant('f'), part: fc.constant('Policies'), outcome }),
      fc.record({ path: fc.constant('f'), item, part: fc.constant('status'), outcome }),
    );
    fc.assert(
      fc.property(note, (one) => {
        expect(readNotes(JSON.parse(JSON.stringify(writeNotes([one]))))).toEqual({
          ok: [one],
        });
      }),
    );
  });
});
