import type { Context } from './decision.ts';
import { matchesPattern, type Pattern, patternOf } from './pattern.ts';
import { type Piece, piecesOf, run, type Syntax } from './pattern-pieces.ts';
import type { Truth } from './truth.ts';

/** A text of a policy that may hold variables; `fixed` where it holds none. */
export interface Template {
  readonly pieces: readonly Piece[];
  readonly fixed?: Pattern;
}

/** A template with its variables filled in. */
export interface Filled {
  readonly pieces: readonly Piece[];
  /** False where an unknown value stands as a `*`, the most that it could match. */
  readonly known: boolean;
}

export function compileTemplate(text: string, syntax: Syntax): Template {
  return templateOf(piecesOf(text, syntax));
}

export function templateOf(pieces: readonly Piece[]): Template {
  const open = pieces.some(({ kind }) => kind === 'variable' || kind === 'fault');
  return open ? { pieces } : { pieces, fixed: patternOf(pieces) };
}

/** Unknown only where the text could match with some value of an unknown key. */
export function matchesTemplate(template: Template, text: string, context: Context): Truth {
  if (template.fixed !== undefined) return matchesPattern(template.fixed, text);
  const filled = fill(template, context);
  if (filled === undefined || !matchesPattern(patternOf(filled.pieces), text)) return false;
  return filled.known || 'unknown';
}

/**
 * A variable without a value equals nothing, so neither does the text that holds it: undefined.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export function fill({ pieces }: Template, context: Context): Filled | undefined {
  const filled: Piece[] = [];
  let known = true;
  for (const piece of pieces) {
    const value = resolve(piece, context);
    if (value === undefined) return undefined;
    if (value === 'unknown') known = false;
    filled.push(value === 'unknown' ? run : value);
  }
  return { pieces: filled, known };
}

/**
 * Characters of a value are no wildcards. Only keys with a single value can be variables; what IAM makes of several is unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function resolve(piece: Piece, context: Context): Piece | 'unknown' | undefined {
  if (piece.kind === 'fault') return 'unknown';
  if (piece.kind !== 'variable') return piece;
  const values = context.value(piece.key);
  if (values === 'unknown' || values.length > 1) return 'unknown';
  // The documentation speaks of a key that "has no value" and may mean an empty one.
  const text = values[0] ?? piece.otherwise;
  if (values[0] === '') return 'unknown';
  return text === undefined ? undefined : { kind: 'text', text };
}
