import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { given, parseWith, time } from '../../../shared/wire/schema.ts';

describe('time', () => {
  const noon = Date.UTC(2026, 10, 21, 12, 0, 0);

  test.each([
    ['the text of the SDK and of a Date in JSON', '2026-11-21T12:00:00.000Z', noon],
    ['without a fraction', '2026-11-21T12:00:00Z', noon],
    [
      'microseconds and an offset, as the CLI writes them',
      '2026-11-21T13:00:00.250000+01:00',
      noon + 250,
    ],
    ['an offset to the west', '2026-11-21T04:00:00-08:00', noon],
    ['seconds since the epoch', noon / 1000, noon],
    ['seconds with a fraction, rounded to milliseconds', 1527535003.208, 1527535003208],
    ['the epoch', 0, 0],
    ['the last instant of a Date', 8_640_000_000_000, 8_640_000_000_000_000],
  ])('reads %s', (_, value, milliseconds) => {
    expect(parseWith(time(), value)).toEqual({ ok: milliseconds });
  });

  test.each([
    ['no offset', '2026-11-21T12:00:00'],
    ['a day', '2026-11-21'],
    ['a month that does not exist', '2026-13-21T12:00:00Z'],
    ['words around it', 'on 2026-11-21T12:00:00Z'],
    ['words behind it', '2026-11-21T12:00:00Z or so'],
    ['a number as text', '1527535003'],
    ['nothing', null],
    ['an instant beyond any Date', 8_640_000_000_001],
    ['an endless one', Number.POSITIVE_INFINITY],
    ['an object', {}],
  ])('refuses %s', (_, value) => {
    expect(parseWith(time(), value)).toEqual({ error: 'expected a time' });
  });
});

describe('parseWith', () => {
  const schema = z.object({ a: z.object({ b: z.array(z.object({ 'c:d': z.string() })) }) });

  test.each([
    ['the key', { a: {} }, '', 'a.b: expected array'],
    ['the key below where the document stands', { a: {} }, 'doc', 'doc.a.b: expected array'],
    [
      'a place in an array, and odd keys in quotes',
      { a: { b: [{ 'c:d': 'x' }, {}] } },
      '',
      'a.b[1]["c:d"]: expected string',
    ],
    ['no key when the document itself is wrong', [], '', 'expected object'],
    ['where the wrong document stands', [], 'doc', 'doc: expected object'],
  ])('names %s', (_, json, at, error) => {
    expect(parseWith(schema, json, at)).toEqual({ error });
  });

  test('names members that a strict schema does not know', () => {
    expect(parseWith(z.strictObject({}), { 'a\u001b': 1, b: 2 })).toEqual({
      error: 'unknown member "a\\u001b"',
    });
  });

  test('has words for everything else', () => {
    expect(parseWith(z.object({ a: z.literal('b') }), { a: 'c' })).toEqual({
      error: 'a: not understood',
    });
  });

  test('says the same in whatever locale another import has set', () => {
    z.config({ localeError: () => 'falsch' });
    try {
      expect(parseWith(schema, { a: {} })).toEqual({ error: 'a.b: expected array' });
    } finally {
      z.config({ localeError: undefined });
    }
  });

  test('does not walk what no honest document holds', () => {
    const deep = JSON.parse('['.repeat(65) + ']'.repeat(65));
    expect(parseWith(z.unknown(), deep)).toEqual({ error: 'nested deeper than 64 levels' });
    expect(parseWith(z.unknown(), deep, 'doc')).toEqual({
      error: 'doc: nested deeper than 64 levels',
    });
  });
});

describe('given', () => {
  test('leaves out null and undefined and nothing else', () => {
    expect(given({ a: null, b: undefined, c: 0, d: '', e: false })).toStrictEqual({
      c: 0,
      d: '',
      e: false,
    });
  });
});
