import { expect, it } from 'vitest';
import { lineDiff } from '../../../shared/report/line-diff.ts';

it.each<[string, string | undefined, string, readonly string[]]>([
  [
    'a line put between others',
    'a\nb\nc\nd\ne\nf\ng\nh\n',
    'a\nb\nc\nd\nx\ne\nf\ng\nh\n',
    ['--- a/c.yaml', '+++ b/c.yaml', '@@ -2,6 +2,7 @@', ' b', ' c', ' d', '+x', ' e', ' f', ' g'],
  ],
  [
    'a line at the beginning',
    'a\n',
    'x\na\n',
    ['--- a/c.yaml', '+++ b/c.yaml', '@@ -1,1 +1,2 @@', '+x', ' a'],
  ],
  [
    'a line that changes',
    'a: []\n',
    'a:\n',
    ['--- a/c.yaml', '+++ b/c.yaml', '@@ -1,1 +1,1 @@', '-a: []', '+a:'],
  ],
  [
    'a file that did not end in a line break',
    'a',
    'a\nb\n',
    [
      '--- a/c.yaml',
      '+++ b/c.yaml',
      '@@ -1,1 +1,2 @@',
      '-a',
      '\\ No newline at end of file',
      '+a',
      '+b',
    ],
  ],
  [
    'Windows line ends',
    'a\r\n',
    'a\r\nb\r\n',
    ['--- a/c.yaml', '+++ b/c.yaml', '@@ -1,1 +1,2 @@', ' a\r', '+b\r'],
  ],
  ['a new file', undefined, 'a\n', ['--- /dev/null', '+++ b/c.yaml', '@@ -0,0 +1,1 @@', '+a']],
  ['an empty file', '', 'a\n', ['--- a/c.yaml', '+++ b/c.yaml', '@@ -0,0 +1,1 @@', '+a']],
  [
    'a repeated line',
    'a\na\n',
    'a\na\na\n',
    ['--- a/c.yaml', '+++ b/c.yaml', '@@ -1,2 +1,3 @@', ' a', ' a', '+a'],
  ],
])('lineDiff shows %s', (_, before, after, lines) => {
  expect(lineDiff('c.yaml', before, after)).toBe(lines.map((line) => `${line}\n`).join(''));
});

it('lineDiff says nothing where nothing changed', () => {
  expect(lineDiff('c.yaml', 'a\n', 'a\n')).toBe('');
});
