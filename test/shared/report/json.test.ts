import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, renderJson } from '../../../shared/report/json.ts';
import { anyText, richReport } from './sample.ts';

describe('renderJson', () => {
  it('is the report, indented by two, with a line break at the end', () => {
    const text = renderJson(richReport);
    expect(JSON.parse(text)).toEqual(richReport);
    expect(text.startsWith('{\n  "schemaVersion": 1,\n  "takenAt"')).toBe(true);
    expect(text.endsWith('\n}\n')).toBe(true);
  });

  it('begins with its keys in the documented order', () => {
    expect(Object.keys(JSON.parse(renderJson(richReport)))).toEqual([
      'schemaVersion',
      'takenAt',
      'accountId',
      'partition',
      'coverage',
      'undecided',
      'rules',
      'clusters',
      'waivers',
      'findings',
    ]);
  });
});

describe('jsonText', () => {
  it('escapes what JSON leaves raw but nobody sees', () => {
    expect(jsonText('\u007f\u009b\u202e\u2028\u{e0041}\u001b')).toBe(
      String.raw`"\u007f\u009b\u202e\u2028\udb40\udc41\u001b"`,
    );
  });

  it('leaves what can be seen alone', () => {
    expect(jsonText({ name: 'Zoë 東京 🚢' })).toBe('{"name":"Zoë 東京 🚢"}');
  });

  it('has a text even for what is no JSON', () => {
    expect(jsonText(undefined)).toBe('null');
  });

  it('says the same as before and holds nothing invisible', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText(5), fc.array(anyText(10))), (value) => {
        const text = jsonText(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
