import type { Context } from '../../shared/iam/decision.ts';

export type Known = 'yes' | 'no' | 'open';

export interface Reading {
  /** Whether `*` and `?` are wildcards. */
  readonly stars: boolean;
  readonly variables: boolean;
  /** How many colons have to stand before a variable. */
  readonly afterColon?: number;
}

/** Whether a text of a policy fits a text of a request, by way of a regular expression. */
export function fits(text: string, value: string, context: Context, reading: Reading): Known {
  const { source, open } = expressionFor(text, context, reading);
  if (source === undefined || !new RegExp(`^${source}$`, 's').test(value)) return 'no';
  return open ? 'open' : 'yes';
}

/** `source` is undefined where a variable has no value, so that nothing fits. */
export function expressionFor(
  text: string,
  context: Context,
  { stars, variables, afterColon = 0 }: Reading,
): { readonly source: string | undefined; readonly open: boolean } {
  const parts = text.match(variables ? /\$\{[^}]*\}?|./gs : /./gs) ?? [];
  const colonsBefore = parts.map(
    (_, at) => parts.slice(0, at).filter((part) => part === ':').length,
  );
  const values = parts.map((part, at) => {
    if (part.length > 1)
      return valueOfVariable(part, context, (colonsBefore[at] ?? 0) < afterColon);
    return stars && '*?'.includes(part) ? { source: wild(part) } : { source: literal(part) };
  });
  const open = values.includes('open');
  if (values.includes('none')) return { source: undefined, open: false };
  const sources = values.map((value) => (typeof value === 'string' ? '.*' : value.source));
  return { source: sources.join(''), open };
}

function valueOfVariable(
  whole: string,
  context: Context,
  tooEarly: boolean,
): { readonly source: string } | 'open' | 'none' {
  if (/^\$\{[*?$]\}$/.test(whole)) return { source: literal(whole.charAt(2)) };
  const [, key, byDefault] = /^\$\{([\w:/ .@=+-]+)(?:, *'([^']*)')?\}$/.exec(whole) ?? [];
  if (key === undefined || tooEarly) return 'open';
  const values = context.value(key.trim().toLowerCase());
  if (values === 'unknown' || values.length > 1 || values[0] === '') return 'open';
  const text = values[0] ?? byDefault;
  return text === undefined ? 'none' : { source: literal(text) };
}

function wild(character: string): string {
  return character === '*' ? '.*' : '.';
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
