import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonElements } from '../../../shared/wire/json-elements.ts';

function elementsOf(text: string): readonly string[] {
  return [...jsonElements(text)].map(({ from, to }) => text.slice(from, to));
}

describe('the elements of a JSON text', () => {
  it('are the objects of the array that it is', () => {
    expect(elementsOf('[{"a":1}, {"b":[{"c":{}}]}]')).toEqual(['{"a":1}', '{"b":[{"c":{}}]}']);
  });

  it('are the objects of the arrays that are its members', () => {
    expect(elementsOf('{"A":[{"a":1}],"n":{"deep":[{"no":1}]},"B":[{"b":2}]}')).toEqual([
      '{"a":1}',
      '{"b":2}',
    ]);
  });

  it('are not what is no object, nor what lies in arrays of arrays', () => {
    expect(elementsOf('[1,"{}",[{"a":1}],null]')).toEqual([]);
  });

  it('are not misled by brackets and quotes inside of strings', () => {
    const text = String.raw`[{"a":"}] \" {[ \\"},{"b":"\\\""}]`;
    expect(elementsOf(text)).toEqual([String.raw`{"a":"}] \" {[ \\"}`, String.raw`{"b":"\\\""}`]);
  });

  it('end with a text that ends inside of a string', () => {
    expect(elementsOf('[{"a":1},{"b')).toEqual(['{"a":1}']);
  });

  it('are as JSON.parse finds them, however the text is laid out', () => {
    const value = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (array, indent) => {
        const found = elementsOf(JSON.stringify(array, null, indent)).map((text) =>
          JSON.parse(text),
        );
        expect(found).toEqual(JSON.parse(JSON.stringify(array)));
      }),
    );
  });
});
