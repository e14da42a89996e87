import { describe, expect, it } from 'vitest';
import { cut, html, lines, trusted } from '../../../../shared/report/html/markup.ts';

describe('html', () => {
  it('escapes every text that could be markup or end an attribute', () => {
    const name = `<script>alert("1")</script> & 'a' \`b\``;
    expect(html`<b title="${name}">${name}</b>`.markup).toBe(
      '<b title="&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;a&#39; &#96;b&#96;">' +
        '&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;a&#39; &#96;b&#96;</b>',
    );
  });

  it.each([
    ['an override of direction', 'user\u202egpj.exe', 'user\\u{202e}gpj.exe'],
    ['a character of no width', 'ad\u200bmin', 'ad\\u{200b}min'],
    ['a line break', 'a\nb', 'a\\nb'],
    ['an escape', '\u001b[31m', '\\u{1b}[31m'],
    ['half a character', '\ud800', '\\u{d800}'],
  ])('makes %s visible', (_, text, shown) => {
    expect(html`${text}`.markup).toBe(shown);
  });

  it('leaves text of other scripts as it is', () => {
    expect(html`${'مرحبا 你好'}`.markup).toBe('مرحبا 你好');
  });

  it('takes markup as it is, lists one after the other, and nothing for what is not there', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${false}${undefined}${3}`.markup).toBe(
      '<ul><li>a</li><li>&#60;b&#62;</li></ul>3',
    );
  });
});

describe('lines', () => {
  it('keeps line breaks and escapes the rest', () => {
    expect(lines('{\n  "a": "<b>"\n}').markup).toBe('{\n  &#34;a&#34;: &#34;&#60;b&#62;&#34;\n}');
  });
});

it('says what was cut off a text', () => {
  expect(cut('abcdef', 3)).toBe('abc… (cut: 6 characters in all)');
});

it('takes a script as it is', () => {
  expect(html`<script>${trusted('a < b')}</script>`.markup).toBe('<script>a < b</script>');
});
