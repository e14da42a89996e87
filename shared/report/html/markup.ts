import { plain, shown } from '../text.ts';

/** HTML that is safe to put into a page: made by `html` and by nothing else. */
export interface Markup {
  readonly markup: string;
}

export type Part = Markup | string | number | false | undefined | readonly Part[];

/**
 * A template of HTML. Every text and number put into it is escaped, so that no name of the estate can be markup, end an
 * attribute or hide; only other markup goes in as it is. Attributes must be in double quotes.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const texts = strings.map((text, index) => text + markupOf(parts[index]));
  return { markup: texts.join('') };
}

/** Text of at most `max` characters, what was left out noted. */
export function cut(text: string, max: number): string {
  return shown(text, max);
}

/** Text with its line breaks kept: a command, or JSON. */
export function lines(text: string): Markup {
  return { markup: text.split('\n').map(escaped).join('\n') };
}

/** A style or a script, whose hash the policy of the page names. */
export function trusted(markup: string): Markup {
  return { markup };
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
}

function escaped(text: string): string {
  return plain(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
