import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDuplicateName, parseJson } from '../../../shared/wire/json-fault.ts';

describe('parseJson', () => {
  test('reads what is JSON', () => {
    expect(parseJson(' {"a": [1, "b", null]}\n')).toEqual({ ok: { a: [1, 'b', null] } });
  });

  test('ignores one byte order mark', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ ok: { a: 1 } });
    expect(parseJson('\uFEFF\uFEFF{}')).toEqual({ error: 'expected a value', line: 1, column: 1 });
  });

  const early = 'the text ends too early';
  test.each([
    ['nothing at all', '', 1, 1, early],
    ['white space only', ' \t\r\n ', 2, 2, early],
    ['an object cut off after its name', '{\n  "a"', 2, 6, early],
    ['a string cut off', '["abc', 1, 6, early],
    [
      'a string cut off in an escape',
      '"abc\\',
      1,
      5,
      'expected an escape sequence or the closing quote',
    ],
    ['an array cut off', '[1,\n 2', 2, 3, early],
    ['an object cut off after a colon', '{"a":', 1, 6, early],
    ['a word', 'nonsense', 1, 1, 'expected a value'],
    ['a value with more behind it', '{} x', 1, 4, 'expected nothing more'],
    ['two scalars', '1 2', 1, 3, 'expected nothing more'],
    ['a comma before the end of an array', '[1,]', 1, 4, 'expected a value'],
    ['a comma before the end of an object', '{"a":1,\n}', 2, 1, 'expected a name in double quotes'],
    ['a name in single quotes', "{\n 'a': 1}", 2, 2, 'expected a name in double quotes'],
    ['a name without a colon', '{"a" 1}', 1, 6, 'expected ":"'],
    ['a missing comma after a fraction', '[1.25 2]', 1, 7, 'expected "," or "]"'],
    ['a missing comma after an exponent', '[1e12 2]', 1, 7, 'expected "," or "]"'],
    ['a missing comma after a signed exponent', '[1E-12 2]', 1, 8, 'expected "," or "]"'],
    ['a missing comma in an array', '[1 2]', 1, 4, 'expected "," or "]"'],
    ['a missing comma in an object', '{"a":1 "b":2}', 1, 8, 'expected "," or "}"'],
    ['the wrong bracket', '{"a":[1}', 1, 8, 'expected "," or "]"'],
    ['an array closed at once by the wrong bracket', '[}', 1, 2, 'expected a value'],
    [
      'an object closed at once by the wrong bracket',
      '{]',
      1,
      2,
      'expected a name in double quotes',
    ],
    ['an unknown escape', '["a\\x41"]', 1, 4, 'expected an escape sequence or the closing quote'],
    ['a short escape', '["\\u00e"]', 1, 3, 'expected an escape sequence or the closing quote'],
    [
      'a line break inside a string',
      '["a\nb"]',
      1,
      4,
      'expected an escape sequence or the closing quote',
    ],
    [
      'a control character inside a string',
      '["\u001b[0m"]',
      1,
      3,
      'expected an escape sequence or the closing quote',
    ],
    ['a leading zero', '[012]', 1, 3, 'expected "," or "]"'],
    ['a bare minus', '[-]', 1, 2, 'expected a value'],
    ['a number without its fraction', '[1.]', 1, 3, 'expected "," or "]"'],
    ['a number without its exponent', '[1e]', 1, 3, 'expected "," or "]"'],
    ['a plus', '[+1]', 1, 2, 'expected a value'],
    ['NaN', '{"a":NaN}', 1, 6, 'expected a value'],
    ['a comment', '{\n// no\n}', 2, 1, 'expected a name in double quotes'],
  ])('%s', (_, text, line, column, error) => {
    expect(parseJson(text)).toEqual({ error, line, column });
  });

  test('passes over every kind of value on its way to the fault', () => {
    const good =
      '{"a":{},"b":[],"c":[[],{}],"\\u00e9\\n\\"":-1.5e+3,"d":0,"e":true,"f":[false,null,1E-2]}';
    expect(parseJson(`${good}!`)).toEqual({
      error: 'expected nothing more',
      line: 1,
      column: good.length + 1,
    });
  });

  test('takes a hundred thousand levels and ten million characters', () => {
    expect(parseJson('['.repeat(100_000))).toEqual({
      error: 'the text ends too early',
      line: 1,
      column: 100_001,
    });
    expect(parseJson(`"${'x'.repeat(10_000_000)}`)).toEqual({
      error: 'the text ends too early',
      line: 1,
      column: 10_000_002,
    });
  });

  test('agrees with the engine on what is JSON, and finds a place for everything else', () => {
    const cut = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', '"', ',', ']', '}', ':', '\\', 'x', '0'),
      )
      .map(([json, at, drop, put]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + put + json.slice(place + drop);
      });
    fc.assert(
      fc.property(fc.oneof(cut, fc.string()), (text) => {
        const parsed = parseJson(text);
        expect('ok' in parsed).toBe(isJson(text));
        if ('ok' in parsed) return;
        const lines = text.split('\n');
        expect(parsed.line).toBeLessThanOrEqual(lines.length);
        expect(parsed.column).toBeLessThanOrEqual((lines[parsed.line - 1] ?? '').length + 1);
      }),
      { numRuns: 1_000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findDuplicateName', () => {
  test.each([
    ['at once', '{"a":1,"a":2}', 1, 8, 'a second "a" in one object'],
    ['on another line', '{"a":1,\n "b":[],\n "a":{}}', 3, 2, 'a second "a" in one object'],
    ['in an object within', '[{"a":{"b":1,"b":1}}]', 1, 14, 'a second "b" in one object'],
    ['after an object within', '{"a":{"b":1},"c":[1],"a":1}', 1, 22, 'a second "a" in one object'],
    ['in another spelling', '{"a\\/b":1,"a\\u002fb":2}', 1, 11, 'a second "a/b" in one object'],
    ['behind a byte order mark', '\uFEFF{"a":1,"a":2}', 1, 8, 'a second "a" in one object'],
    ['before a fault', '{"a":1,"a":2', 1, 8, 'a second "a" in one object'],
    ['of no characters', '{"":1,"":2}', 1, 7, 'a second "" in one object'],
  ])('finds a name that stands twice %s', (_, json, line, column, error) => {
    expect(findDuplicateName(json)).toMatchObject({ line, column, error });
  });

  test.each([
    ['one object', '{"a":1,"b":2,"A":3}'],
    ['objects within each other', '{"a":{"a":{"a":1}}}'],
    ['objects beside each other', '[{"a":1},{"a":1}]'],
    ['names that are values too', '{"a":"b","b":"a"}'],
    ['a scalar', '"a"'],
    ['what is no JSON', '{"a":1,'],
    ['what is no JSON before the second name', '{"a":1 "a":2}'],
  ])('finds nothing in %s', (_, json) => {
    expect(findDuplicateName(json)).toBeUndefined();
  });

  test('finds nothing in what JSON.stringify writes, and what is put in again', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        (json, object) => {
          const pretty = JSON.stringify([json, object], null, 2);
          expect(findDuplicateName(pretty)).toBeUndefined();
          const [name = ''] = Object.keys(object);
          const again = `{${JSON.stringify(name)}:0,${JSON.stringify(object).slice(1)}`;
          expect(findDuplicateName(again)?.error).toBe(
            `a second ${JSON.stringify(name)} in one object`,
          );
        },
      ),
    );
  });
});
