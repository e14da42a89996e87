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
  return patterns.every((pattern, index) => matchesPattern(pattern, parts[index] ?? ''));
}

function partsOf(arn: string): readonly string[] | undefined {
  const parts = arn.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Undefined where there are fewer than six parts. */
function patternsOf(pieces: readonly Piece[]): readonly Pattern[] | undefined {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'text') addText(parts, piece.text);
    else parts.at(-1)?.push(piece);
  }
  return parts.length === 6 ? parts.map(patternOf) : undefined;
}

function addText(parts: Piece[][], text: string): void {
  const [first = '', ...others] = text.split(':');
  parts.at(-1)?.push({ kind: 'text', text: first });
  for (const other of others) {
    if (parts.length < 6) parts.push([{ kind: 'text', text: other }]);
    else parts.at(-1)?.push({ kind: 'text', text: `:${other}` });
  }
}
