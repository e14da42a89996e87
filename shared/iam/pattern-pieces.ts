/** What a text of a policy is made of. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `*`, any run of characters. */
  | { readonly kind: 'run' }
  /** `?`, any one character. */
  | { readonly kind: 'one' }
  | { readonly kind: 'variable'; readonly key: string; readonly otherwise?: string }
  /** A `${` that no reading of the documentation explains: IAM would not have taken it. */
  | { readonly kind: 'fault' };

export interface Syntax {
  readonly wildcards: boolean;
  readonly variables: boolean;
}

export const run: Piece = { kind: 'run' };
const one: Piece = { kind: 'one' };
export const fault: Piece = { kind: 'fault' };

/**
 * `${*}`, `${?}` and `${$}` are those characters themselves, `${key, 'text'}` is `text` where the request has no such key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function piecesOf(text: string, syntax: Syntax): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: special } of text.matchAll(specials(syntax))) {
    if (index > from) pieces.push({ kind: 'text', text: text.slice(from, index) });
    pieces.push(special.startsWith('$') ? variable(special) : wildcard(special));
    from = index + special.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

function specials({ wildcards, variables }: Syntax): RegExp {
  if (!variables) return wildcards ? /[*?]/g : /(?!)/g;
  return wildcards ? /\$\{[^}]*\}?|[*?]/g : /\$\{[^}]*\}?/g;
}

function wildcard(special: string): Piece {
  return special === '*' ? run : one;
}

function variable(special: string): Piece {
  const [, character] = /^\$\{([*?$])\}/.exec(special) ?? [];
  if (character !== undefined) return { kind: 'text', text: character };
  const [, key, otherwise] =
    /^\$\{\s*([^,'\s{][^,'{]*?)\s*(?:,\s*'([^']*)')?\s*\}/.exec(special) ?? [];
  if (key === undefined) return fault;
  return {
    kind: 'variable',
    key: key.toLowerCase(),
    ...(otherwise !== undefined && { otherwise }),
  };
}
