import { describe, expect, it } from 'vitest';
import type { Entry, SectionKind } from '../../../shared/report/sections.ts';
import { entryBlocks } from '../../../shared/report/slack-entry.ts';

const kinds: readonly SectionKind[] = [
  ...(['what', 'where', 'who', 'touched', 'why', 'evidence', 'undo', 'fix', 'console'] as const),
];

/** An entry whose parts have so many characters each. */
function entryOf(characters: number): Entry {
  return {
    ...{ id: 'f1', severity: 'HIGH', step: 'OPENED', headline: 'too much' },
    sections: kinds.map((kind) => ({ kind, label: kind, texts: [kind.padEnd(characters, '.')] })),
  };
}

/** The kinds that are shown, and what is said of the others. */
function shown(characters: number) {
  const texts = entryBlocks(entryOf(characters), 'd1')
    .slice(1, -1)
    .map((block) => JSON.stringify(block));
  const note = texts.find((text) => text.includes('Left out'));
  return {
    kept: kinds.filter((kind) => texts.some((text) => text.includes(`${kind}.....`))),
    left: note && /being too long for Slack: ([^.]*)\./.exec(note)?.[1],
  };
}

describe('an entry that is too long for Slack', () => {
  it.each([
    [800, kinds, undefined],
    [1_000, ['what', 'where', 'who', 'touched', 'why', 'undo', 'fix', 'console'], 'evidence'],
    [1_100, ['what', 'where', 'who', 'touched', 'why', 'undo', 'fix'], 'evidence, console'],
    [1_200, ['what', 'where', 'who', 'touched', 'undo', 'fix'], 'why, evidence, console'],
    [1_500, ['what', 'where', 'who', 'undo', 'fix'], 'touched, why, evidence, console'],
    [2_000, ['what', 'who', 'undo', 'fix'], 'where, touched, why, evidence, console'],
    // Of longer evidence a line says how much there is.
    [2_500, ['what', 'undo', 'fix'], 'where, who, touched, why, console'],
    [4_000, ['what', 'undo'], 'where, who, touched, why, fix, console'],
    [5_000, ['what'], 'where, who, touched, why, undo, fix, console'],
  ])(
    'with parts of %i characters keeps what matters most and says what is missing',
    (size, kept, left) => {
      expect(shown(size)).toEqual({ kept, left });
    },
  );

  it('makes room for the rest where a part that matters more is too long by itself', () => {
    const { sections, ...rest } = entryOf(500);
    const long = sections.map((each) =>
      each.kind === 'undo' ? { ...each, commands: ['x'.repeat(12_000)] } : each,
    );
    const text = JSON.stringify(entryBlocks({ ...rest, sections: long }, 'd1'));
    expect(text).toContain(
      'being too long for Slack: undo. The findings topic has it in full; id f1.',
    );
    expect(text).not.toContain('xx');
    expect(text).toContain('console.....');
  });
});
