import { describe, expect, test } from 'vitest';
import { keptEvidence } from '../../../shared/findings/kept-evidence.ts';

const text = (bytes: number) => 'x'.repeat(bytes);
/** What is left for the text of a member called `all`: its name, quotes and a comma take the rest. */
const fits = 32 * 1024 - 9;

describe('evidence', () => {
  test('is kept whole up to 32 KiB', () => {
    const evidence = { all: text(fits) };
    expect(keptEvidence(evidence)).toBe(evidence);
  });

  test('loses what is longer, and says how much that was', () => {
    expect(keptEvidence({ all: text(fits + 1) })).toEqual({
      all: 'left out here, 32769 bytes: the report of a sweep has it',
    });
  });

  test('loses its largest members first, and no more than it has to', () => {
    const evidence = { b: text(20_000), roleArn: 'arn', a: text(60_000), c: [text(10_000)] };
    expect(keptEvidence(evidence)).toEqual({
      b: evidence.b,
      roleArn: 'arn',
      a: 'left out here, 60007 bytes: the report of a sweep has it',
      c: evidence.c,
    });
  });

  test('loses of two as large the one whose name comes first', () => {
    const evidence = { b: text(20_000), a: text(20_000) };
    expect(keptEvidence(evidence)).toEqual({
      b: evidence.b,
      a: expect.stringContaining('left out'),
    });
  });

  test('is counted in bytes', () => {
    expect(keptEvidence({ all: '東'.repeat(11_000) })['all']).toContain('33009 bytes');
  });
});
