import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, compareText, sameJson } from '../../../shared/model/json.ts';
import { bySeverity, isAtLeast, severities, severityOf } from '../../../shared/model/severity.ts';

describe('the canonical text of a value', () => {
  it.each([
    [{ b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [null, 'null'],
    [undefined, 'null'],
    ['a"b', '"a\\"b"'],
    [[], '[]'],
    [{}, '{}'],
    [[undefined, 1], '[null,1]'],
    [{ a: null }, '{"a":null}'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('does not depend on the order of keys, and says what JSON says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('two values are the same', () => {
  it.each([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: undefined }, {}, true],
    [{ a: null }, {}, false],
    [{ a: undefined }, { a: null }, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[1], { 0: 1 }, false],
    [{}, [], false],
    [null, {}, false],
    [{}, null, false],
    [undefined, null, true],
    ['1', 1, false],
    ['a', 'a', true],
  ])('%j and %j: %j', (a, b, same) => {
    expect(sameJson(a, b)).toBe(same);
  });

  it('where their canonical texts are', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(1, 'a', null, undefined, true),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b'), tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(sameJson(a, structuredClone(a))).toBe(true);
      }),
    );
  });
});

describe('comparing texts', () => {
  it('goes by code unit: capitals before small letters, whatever the locale', () => {
    expect(['b', 'a', 'B', 'é', ''].sort(compareText)).toEqual(['', 'B', 'a', 'b', 'é']);
    expect(compareText('a', 'a')).toBe(0);
    expect(compareText('a', 'b')).toBe(-1);
    expect(compareText('b', 'a')).toBe(1);
  });
});

describe('severities', () => {
  it('sort the most severe first', () => {
    expect(severities.toSorted(bySeverity)).toEqual(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']);
  });

  it('are at least themselves and what is milder', () => {
    expect(severities.map((severity) => isAtLeast(severity, 'MEDIUM'))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('are read from their labels alone', () => {
    expect(severities.map(severityOf)).toEqual(severities);
    expect(() => severityOf('high')).toThrow(
      '"high" is no severity; severities are LOW, MEDIUM, HIGH, CRITICAL',
    );
  });
});
