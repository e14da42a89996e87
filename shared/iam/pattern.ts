import { type Piece, piecesOf } from './pattern-pieces.ts';

/** Compiled once, so that a match costs no parsing; one shape for all kinds keeps matching fast. */
export interface Pattern {
  readonly kind: 'everything' | 'literal' | 'prefix' | 'runs';
  /** What has to stand at the beginning, or be the whole text. */
  readonly text: string;
  readonly first: Run;
  /** What stands between two `*`. */
  readonly middle: readonly Run[];
  /** What stands after the last `*`; undefined where there is none. */
  readonly last: Run | undefined;
}

/** Characters in a row; at `gaps` any character will do. */
interface Run {
  readonly text: string;
  readonly gaps: readonly number[];
}

/** `*` stands for any run of characters, `?` for any one, as in `matchesWildcard`. */
export function compilePattern(text: string): Pattern {
  return patternOf(piecesOf(text, { wildcards: true, variables: false }));
}

/** From pieces without variables and faults. */
export function patternOf(pieces: readonly Piece[]): Pattern {
  const stars = pieces.flatMap(({ kind }, index) => (kind === 'run' ? [index] : []));
  const first = runOf(pieces.slice(0, stars[0]));
  const others = stars.map((at, index) => runOf(pieces.slice(at + 1, stars[index + 1])));
  // Two `*` in a row are one: nothing has to stand between them.
  const middle = others.slice(0, -1).filter(({ text }) => text !== '');
  const parts = { first, middle, last: others.at(-1) };
  return { kind: kindOf(parts), text: first.text, ...parts };
}

export function matchesAny(patterns: readonly Pattern[], text: string): boolean {
  for (const pattern of patterns) if (matchesPattern(pattern, text)) return true;
  return false;
}

export function matchesPattern(pattern: Pattern, text: string): boolean {
  switch (pattern.kind) {
    case 'everything':
      return true;
    case 'literal':
      return pattern.text === text;
    case 'prefix':
      return text.startsWith(pattern.text);
    case 'runs':
      return matchesRuns(pattern, text);
  }
}

function kindOf({ first, middle, last }: Parts): Pattern['kind'] {
  if (first.gaps.length > 0 || middle.length > 0) return 'runs';
  if (last === undefined) return 'literal';
  if (last.text !== '') return 'runs';
  return first.text === '' ? 'everything' : 'prefix';
}

type Parts = Pick<Pattern, 'first' | 'middle' | 'last'>;

/** The first and the last run are held to the ends of the text. */
function matchesRuns({ first, middle, last }: Parts, text: string): boolean {
  if (!standsAt(first, text, 0)) return false;
  const from = first.text.length;
  if (last === undefined) return from === text.length;
  const end = text.length - last.text.length;
  return from <= end && standsAt(last, text, end) && fitInOrder(middle, text, from, end);
}

/** The earliest place for each run leaves the most room for the next, so that no choice is ever taken back. */
function fitInOrder(runs: readonly Run[], text: string, from: number, end: number): boolean {
  let next = from;
  for (const run of runs) {
    next = endOfNext(run, text, next);
    if (next > end) return false;
  }
  return true;
}

/** The end of the earliest place of a run at or after `from`; beyond every end where there is none. */
function endOfNext(run: Run, text: string, from: number): number {
  if (run.gaps.length === 0) {
    const at = text.indexOf(run.text, from);
    return at < 0 ? Number.POSITIVE_INFINITY : at + run.text.length;
  }
  for (let at = from; at + run.text.length <= text.length; at += 1) {
    if (standsAt(run, text, at)) return at + run.text.length;
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether a run stands at this place, if the text is long enough. */
function standsAt(run: Run, text: string, at: number): boolean {
  if (run.gaps.length === 0) return text.startsWith(run.text, at);
  let gap = 0;
  for (let index = 0; index < run.text.length; index += 1) {
    if (run.gaps[gap] === index) gap += 1;
    else if (run.text[index] !== text[at + index]) return false;
  }
  return true;
}

function runOf(pieces: readonly Piece[]): Run {
  let text = '';
  const gaps: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'one') gaps.push(text.length);
    text += piece.kind === 'text' ? piece.text : '?';
  }
  return { text, gaps };
}
