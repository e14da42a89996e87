import type { Comparison } from './comparison.ts';
import type { Context } from './decision.ts';
import { matchesPattern, type Pattern, patternOf } from './pattern.ts';
import { type Piece, piecesOf } from './pattern-pieces.ts';
import { fill, type Template, templateOf } from './template.ts';
import type { Truth } from './truth.ts';

/**
 * ArnEquals and ArnLike alike: each of the six parts of an ARN is matched by itself, so a wildcard stops at a colon
 * but for those of the last part. `*` alone is taken for every ARN; other patterns of fewer parts are not understood.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compareArn(text: string, variables: boolean): Comparison | undefined {
  if (text === '*') return (value) => partsOf(value) !== undefined || 'unknown';
  const template = templateOf(piecesOf(text, { wildcards: true, variables }));
  if (template.fixed === undefined)
    return (value, context) => matchesFilled(template, value, context);
  const patterns = patternsOf(template.pieces);
  return patterns && ((value) => matchesParts(patterns, value));
}

function matchesFilled(template: Template, value: string, context: Context): Truth {
  const filled = fill(template, context);
  if (filled === undefined) return false;
  // An unknown value might bring colons of its own, so that nothing can be said of the parts.
  const patterns = filled.known ? patternsOf(filled.pieces) : undefined;
  return patterns === undefined ? 'unknown' : matchesParts(patterns, value);
}

function matchesParts(patterns: readonly Pattern[], value: string): Truth {
  const parts = partsOf(value);
  if (parts === undefined) return 'unknown';
  return patterns.every((pattern, index) => matchesPattern(pattern, String(parts[index])));
}

function partsOf(arn: string): readonly string[] | undefined {
  const parts = arn.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Undefined where there are fewer than six parts. */
function patternsOf(pieces: readonly Piece[]): readonly Pattern[] | undefined {
  const cut = pieces.flatMap(atColons);
  const colons = cut.flatMap((piece, index) => (piece === colon ? [index] : [])).slice(0, 5);
  if (colons.length < 5) return undefined;
  return [-1, ...colons].map((at, index) => patternOf(cut.slice(at + 1, colons[index])));
}

const colon: Piece = { kind: 'text', text: ':' };

function atColons(piece: Piece): readonly Piece[] {
  if (piece.kind !== 'text') return [piece];
  const texts = piece.text.split(':').map((text): Piece => ({ kind: 'text', text }));
  return texts.flatMap((text, index) => (index === 0 ? [text] : [colon, text]));
}
