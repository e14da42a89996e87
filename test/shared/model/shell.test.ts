import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellCommand, shellQuote } from '../../../shared/model/shell.ts';

describe('shellQuote', () => {
  test.each([
    [
      'leaves an ARN as it is',
      'arn:aws:iam::012345678901:role/ci+x=y,z.@a-b%',
      'arn:aws:iam::012345678901:role/ci+x=y,z.@a-b%',
    ],
    ['quotes a word with a space', 'two words', "'two words'"],
    ['quotes nothing at all', '', "''"],
    ['quotes what a shell would run', '$(reboot)`x`"', `'$(reboot)\`x\`"'`],
    ['takes a quote out of its quotes', "it's", "'it'\\''s'"],
    ['shows what a terminal would act on', "\u001b[31m'\\", "$'\\U0000001b[31m\\'\\\\'"],
    ['shows a line break', 'a\nb', "$'a\\U0000000ab'"],
    ['shows what would turn the text around', 'a\u202eb', "$'a\\U0000202eb'"],
    ['shows line separators', '\u2028\u2029', "$'\\U00002028\\U00002029'"],
  ])('%s', (_, text, quoted) => {
    expect(shellQuote(text)).toBe(quoted);
  });

  test('is one word to a shell, and the same one', () => {
    const texts = fc.sample(fc.string({ unit: 'binary-ascii' }).map(withoutNul), 100);
    const script = `printf '%s\\0' ${texts.map(shellQuote).join(' ')}`;
    const words = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0');
    expect(words.slice(0, -1)).toEqual(texts);
  });
});

test('shellCommand quotes each word that needs it', () => {
  expect(shellCommand(['aws', 'eks', '--name', 'a b'])).toBe("aws eks --name 'a b'");
});

/** No argument of a program can hold it. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
