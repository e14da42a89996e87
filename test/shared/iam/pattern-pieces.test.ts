import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../../shared/iam/pattern-pieces.ts';

const all = { wildcards: true, variables: true };
const run = { kind: 'run' };
const one = { kind: 'one' };
const fault = { kind: 'fault' };
const text = (of: string) => ({ kind: 'text', text: of });
const variable = (key: string, otherwise?: string) => ({
  ...{ kind: 'variable', key },
  ...(otherwise !== undefined && { otherwise }),
});

describe('what a text of a policy is made of', () => {
  test.each([
    ['nothing', '', []],
    ['text', 'books', [text('books')]],
    ['wildcards alone', '*?*', [run, one, run]],
    ['wildcards among text', 'a*b?c', [text('a'), run, text('b'), one, text('c')]],
    ['a variable', 'a/${aws:UserName}', [text('a/'), variable('aws:username')]],
    ['variables in a row', '${a}${b}', [variable('a'), variable('b')]],
    ['spaces around a key', '${ aws:username }', [variable('aws:username')]],
    ['a default', "${aws:username, 'Nobody'}", [variable('aws:username', 'Nobody')]],
    ['a default without a space', "${aws:username,'Nobody'}", [variable('aws:username', 'Nobody')]],
    ['a default with many', "${a  ,  'b c'  }", [variable('a', 'b c')]],
    ['an empty default', "${a, ''}", [variable('a', '')]],
    [
      'characters that are meant',
      'a${*}b${?}${$}',
      [text('a'), text('*'), text('b'), text('?'), text('$')],
    ],
  ])('%s', (_, written, expected) => {
    expect(piecesOf(written, all)).toStrictEqual(expected);
  });

  test.each([
    ['no key', '${}'],
    ['no end', '${a'],
    ['one in another', '${a${b}'],
    ['a character in a variable', '${a${*}'],
    ['a default without quotes', '${a, b}'],
    ['a quote that does not end', "${a, 'b}"],
    ['a default without a key', "${, 'b'}"],
    ['two defaults', "${a, 'b', 'c'}"],
    ['text after a default', "${a, 'b' c}"],
  ])('nothing that can be understood: %s', (_, written) => {
    expect(piecesOf(written, all)).toStrictEqual([fault]);
  });

  test.each([
    ['neither', { wildcards: false, variables: false }, [text('*${a}?')]],
    ['wildcards', { wildcards: true, variables: false }, [run, text('${a}'), one]],
    ['variables', { wildcards: false, variables: true }, [text('*'), variable('a'), text('?')]],
  ])('where the syntax knows %s', (_, syntax, expected) => {
    expect(piecesOf('*${a}?', syntax)).toStrictEqual(expected);
  });
});
