import { type Piece, piecesOf } from './pattern-pieces.ts';

/**
 * A text that a pattern matches: `*` and variables become the filler, `?` its first character. Read as version
 * 2012-10-17, where `${*}` is an asterisk. A pattern with a variable matches it if the variable has that value.
 */
export function witnessOf(pattern: string, filler: string): string {
  return piecesOf(pattern, { wildcards: true, variables: true })
    .map((piece) => textOf(piece, filler))
    .join('');
}

function textOf(piece: Piece, filler: string): string {
  if (piece.kind === 'text') return piece.text;
  return piece.kind === 'one' ? (filler[0] ?? '') : filler;
}
