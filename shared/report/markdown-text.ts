import { shown } from './text.ts';

/**
 * Untrusted text for Markdown prose and table cells: nothing in it is markup, HTML, a link, a mention or a new line.
 * The comment keeps `@name` from notifying somebody; the backslashes keep an address from becoming a link.
 */
export function escapeMarkdown(text: string, max = 1000): string {
  return shown(text, max)
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/www\./gi, (match) => `${match.slice(0, -1)}\\.`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '@<!-- -->');
}

/** A code span, whatever backticks the text holds. Not for table cells, where a pipe ends even code. */
export function codeSpan(text: string, max = 400): string {
  const content = shown(text, max);
  const fence = '`'.repeat(longestRun(content) + 1);
  const padding = /^[` ]|[` ]$/.test(content) ? ' ' : '';
  return fence + padding + content + padding + fence;
}

/** A fenced block; the text must already be free of control characters other than line breaks. */
export function codeBlock(language: string, text: string): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}${language}`, ...text.split('\n'), fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
