import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  asciiSubject,
  byteLength,
  count,
  durationText,
  labelled,
  plain,
  shortArns,
  shown,
  timeText,
  wrap,
} from '../../../shared/report/text.ts';
import { anyText } from './sample.ts';

describe('plain', () => {
  test.each([
    ['a line break', 'a\nb', 'a\\nb'],
    ['a carriage return', 'a\rb', 'a\\rb'],
    ['a tab', 'a\tb', 'a\\tb'],
    ['an ANSI escape', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a C1 control', '\u009b31m', '\\u{9b}31m'],
    ['delete', '\u007f', '\\u{7f}'],
    ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['a bidirectional isolate', '\u2066a', '\\u{2066}a'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['a paragraph separator', '\u2029', '\\u{2029}'],
    ['a tag character', '\u{e0041}', '\\u{e0041}'],
    ['half a surrogate pair', 'a\ud83d', 'a\\u{d83d}'],
  ])('spells out %s', (_, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test.each([
    ['an ARN', 'arn:aws:iam::011122223333:role/ci'],
    ['other scripts', 'Zoë 東京 مرحبا'],
    ['an emoji', 'ship it 🚢'],
    ['backslashes and quotes', '\\ "quoted" `code`'],
  ])('leaves %s alone', (_, text) => {
    expect(plain(text)).toBe(text);
  });
});

describe('shown', () => {
  it('leaves a text of exactly the length alone', () => {
    expect(shown('12345', 5)).toBe('12345');
  });

  it('says how long a longer text was', () => {
    expect(shown('123456', 5)).toBe('12345… (cut: 6 characters in all)');
  });

  it('cuts what grew by being spelled out', () => {
    expect(shown('\n\n\n', 5)).toBe('\\n\\n\\… (cut: 3 characters in all)');
  });

  it('does not cut a character in half', () => {
    expect(shown('ab🚢cd', 3)).toBe('ab… (cut: 6 characters in all)');
  });

  it('leaves a whole character at the end alone', () => {
    expect(shown('ab🚢', 4)).toBe('ab🚢');
  });
});

describe('wrap', () => {
  it('fills lines to the width and no further', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('one two three', 6)).toEqual(['one', 'two', 'three']);
  });

  it('counts the indent as part of the width', () => {
    expect(wrap('one two three', 9, '  ')).toEqual(['  one two', '  three']);
    expect(wrap('one two three', 8, '  ')).toEqual(['  one', '  two', '  three']);
  });

  it('gives no line for no text', () => {
    expect(wrap('', 10)).toEqual([]);
    expect(wrap('   ', 10)).toEqual([]);
  });

  it('keeps a word that is longer than the width whole, on a line of its own', () => {
    expect(wrap('see arn:aws:iam::011122223333:role/ci there', 10)).toEqual([
      'see',
      'arn:aws:iam::011122223333:role/ci',
      'there',
    ]);
  });

  it('breaks words of more than 200 characters', () => {
    expect(wrap('a'.repeat(200), 10)).toEqual(['a'.repeat(200)]);
    expect(wrap('a'.repeat(201), 10)).toEqual(['a'.repeat(200), 'a']);
  });

  it('breaks between characters, not inside one', () => {
    expect(wrap('🚢'.repeat(201), 10)).toEqual(['🚢'.repeat(200), '🚢']);
  });

  it('loses no word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 40 }), (given, width) => {
        const lines = wrap(given.join(' '), width);
        expect(lines.join(' ')).toBe(given.join(' '));
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
      }),
    );
  });
});

describe('labelled', () => {
  it('puts the label at the left of the first line', () => {
    expect(labelled('Who', 'one two three', 6, 13)).toEqual(['Who   one two', '      three']);
  });

  it('keeps a blank after a label that fills its column', () => {
    expect(labelled('Where', 'here', 6, 20)).toEqual(['Where here']);
  });
});

describe('asciiSubject', () => {
  test.each([
    ['accents go', 'Zoë’s café', 'Zoe?s cafe'],
    ['line breaks and tabs become blanks', 'a\r\nb\tc', 'a b c'],
    ['separators become blanks', 'a\u2028b\u2029c\u00a0d', 'a b c d'],
    ['runs of blanks become one', 'a   b', 'a b'],
    ['blanks at the ends go', '  a ', 'a'],
    ['other characters become question marks', '東京', '??'],
    ['one mark for one character', '🚢', '?'],
    ['nothing at all', '', '?'],
    ['nothing but blanks', ' \n ', '?'],
    ['the ends of ASCII stay', '!~', '!~'],
  ])('%s', (_, text, expected) => {
    expect(asciiSubject(text, 99)).toBe(expected);
  });

  it('keeps a text of exactly the length', () => {
    expect(asciiSubject('a'.repeat(99), 99)).toBe('a'.repeat(99));
  });

  it('cuts a longer one', () => {
    expect(asciiSubject('a'.repeat(100), 99)).toBe(`${'a'.repeat(96)}...`);
  });

  it('leaves no blank before the dots', () => {
    expect(asciiSubject('abcdef hijkl', 10)).toBe('abcdef...');
  });

  it('is always printable ASCII, not empty and not too long', () => {
    fc.assert(
      fc.property(anyText(300), (text) => {
        expect(asciiSubject(text, 99)).toMatch(/^[ -~]{1,99}$/);
        expect(asciiSubject(text, 99).trim()).toBe(asciiSubject(text, 99));
      }),
    );
  });
});

describe('timeText', () => {
  it('is UTC to the second', () => {
    expect(timeText(Date.UTC(2026, 10, 22, 9, 0, 3, 250))).toBe('2026-11-22 09:00:03 UTC');
  });

  it('does not fail on what is no time', () => {
    expect(timeText(Number.NaN)).toBe('at an unknown time');
  });
});

test('count agrees with its number', () => {
  expect([0, 1, 2].map((number) => count(number, 'finding'))).toEqual([
    '0 findings',
    '1 finding',
    '2 findings',
  ]);
});

test('byteLength counts UTF-8', () => {
  expect(byteLength('aé東🚢')).toBe(1 + 2 + 3 + 4);
});

describe('shortArns', () => {
  test.each([
    [
      'a role of the account',
      'arn:aws:iam::011122223333:role/team/ci is admin.',
      'role/team/ci is admin.',
    ],
    ['a user of the account', 'arn:aws:iam::011122223333:user/zoe', 'user/zoe'],
    ['another partition', 'arn:aws-us-gov:iam::011122223333:role/ci', 'role/ci'],
    [
      'several',
      'arn:aws:iam::011122223333:role/a, arn:aws:iam::011122223333:role/b',
      'role/a, role/b',
    ],
  ])('shortens %s', (_, text, expected) => {
    expect(shortArns(text, '011122223333')).toBe(expected);
  });

  test.each([
    ['a role of another account', 'arn:aws:iam::999922223333:role/ci is admin.'],
    ['the account’s root', 'arn:aws:iam::011122223333:root'],
    ['an account of another length', 'arn:aws:iam::0111222233334:role/ci'],
    ['another service', 'arn:aws:sts::011122223333:role/ci'],
  ])('leaves %s alone', (_, text) => {
    expect(shortArns(text, '011122223333')).toBe(text);
  });
});

test.each([
  [-1, '0 s'],
  [999, '0 s'],
  [37_999, '37 s'],
  [60_000, '1 min'],
  [252_000, '4 min 12 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [86_400_000 * 3 + 4 * 3_600_000 + 1, '3 d 4 h'],
  [86_400_000, '1 d'],
])('durationText has words for %d ms', (duration, expected) => {
  expect(durationText(duration)).toBe(expected);
});
