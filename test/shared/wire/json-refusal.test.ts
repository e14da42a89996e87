import { describe, expect, test } from 'vitest';
import { jsonRefusal } from '../../../shared/wire/json-refusal.ts';

describe('jsonRefusal', () => {
  test.each([null, 1, 'a', true, undefined, [], {}, { a: [{ b: null }, 'c'] }])(
    'lets %j pass',
    (json) => {
      expect(jsonRefusal(json)).toBeUndefined();
    },
  );

  test.each([
    ['arrays', (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))],
    ['objects', (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`)],
  ])('draws the line at 64 levels of %s', (_, nested) => {
    expect(jsonRefusal(nested(64))).toBeUndefined();
    expect(jsonRefusal(nested(65))).toBe('nested deeper than 64 levels');
    expect(jsonRefusal(nested(100_000))).toBe('nested deeper than 64 levels');
  });

  test('looks into every member, not the first alone', () => {
    expect(jsonRefusal({ a: 1, b: [2, JSON.parse('{"__proto__":1}')] })).toBe(
      'holds a member named "__proto__"',
    );
  });
});
