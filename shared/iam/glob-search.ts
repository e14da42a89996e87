import { matchesPattern, patternOf } from './pattern.ts';
import { type Piece, run } from './pattern-pieces.ts';

/** Which texts there are at all, read character by character. */
export interface Language {
  readonly start: string;
  /** The state after one more character; undefined where no text goes on so. */
  after(state: string, character: string): string | undefined;
  ends(state: string): boolean;
  /** What the language itself asks for next, though no pattern spells it. */
  asks(state: string): readonly string[];
  /** The part of a text that goes on in this state, such as `namespace`. */
  part(state: string): string;
}

/** How many steps searches may still take, all together. */
export interface Budget {
  left: number;
}

/**
 * Texts of a language that meet all patterns, one for each set of parts in which a wildcard leaves a choice: `stranger`,
 * a character that no pattern spells, stands there. The shortest of each, and none that needs more steps than there are.
 */
export function textsMeeting(
  patterns: readonly (readonly Piece[])[],
  language: Language,
  stranger: string,
  budget: Budget,
): readonly string[] {
  const readings = patterns.map(closed);
  const literal = readings.flatMap((pieces) => literalOf(pieces) ?? [])[0];
  if (literal === undefined) return search(readings.map(unitsOf), language, stranger, budget);
  budget.left -= 1;
  return isMet(literal, readings, language) ? [literal] : [];
}

function search(
  globs: readonly Glob[],
  language: Language,
  stranger: string,
  budget: Budget,
): readonly string[] {
  const found = new Map<string, string>();
  for (const node of nodesFrom(globs, language, stranger)) {
    if (budget.left <= 0) break;
    budget.left -= 1;
    if (isWhole(node, globs, language) && !found.has(node.open)) found.set(node.open, node.text);
  }
  return [...found.values()];
}

function isMet(text: string, patterns: readonly (readonly Piece[])[], language: Language): boolean {
  const met = patterns.every((pieces) => matchesPattern(patternOf(pieces), text));
  return met && isOf(language, text);
}

/** What is open, a variable or something not understood, may turn out to be any text. */
function closed(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece) => (piece.kind === 'text' || piece.kind === 'one' ? piece : run));
}

/** The only text that there can be; undefined where something is left open. */
function literalOf(pieces: readonly Piece[]): string | undefined {
  const texts = pieces.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));
  return texts.length === pieces.length ? texts.join('') : undefined;
}

function isOf(language: Language, text: string): boolean {
  let state = language.start;
  for (const character of text.split('')) {
    const after = language.after(state, character);
    if (after === undefined) return false;
    state = after;
  }
  return language.ends(state);
}

/** One place of a pattern: a character, any one (no character), or any run of them. */
interface Unit {
  readonly character?: string;
  readonly many: boolean;
}

type Glob = readonly Unit[];

interface Node {
  /** How far into each pattern. */
  readonly at: readonly number[];
  readonly state: string;
  /** The parts that hold a stranger so far. */
  readonly open: string;
  readonly text: string;
}

/** Everything that can be read, the shortest first, and what comes to the same once. */
function* nodesFrom(globs: readonly Glob[], language: Language, stranger: string): Iterable<Node> {
  const start: Node = { at: globs.map(() => 0), state: language.start, open: '', text: '' };
  const seen = new Set<string>([keyOf(start)]);
  const queue = [start];
  for (const node of queue) {
    yield node;
    for (const next of nodesAfter(node, globs, language, stranger)) {
      const key = keyOf(next);
      if (!seen.has(key)) queue.push(next);
      seen.add(key);
    }
  }
}

function keyOf({ at, state, open }: Node): string {
  return `${at.join()}|${state}|${open}`;
}

function isWhole({ at, state }: Node, globs: readonly Glob[], language: Language): boolean {
  return language.ends(state) && globs.every((glob, index) => endsAt(glob, at[index] ?? 0));
}

function unitsOf(pieces: readonly Piece[]): Glob {
  const units = pieces.flatMap((piece): readonly Unit[] => {
    if (piece.kind === 'one') return [{ many: false }];
    if (piece.kind !== 'text') return [{ many: true }];
    return piece.text.split('').map((character) => ({ character, many: false }));
  });
  return units.filter(({ many }, index) => !(many && units[index - 1]?.many));
}

function endsAt(glob: Glob, at: number): boolean {
  return at === glob.length || (at === glob.length - 1 && glob[at]?.many === true);
}

function* nodesAfter(
  { at, state, open, text }: Node,
  globs: readonly Glob[],
  language: Language,
  stranger: string,
): Iterable<Node> {
  for (const character of charactersAt(globs, at, [...language.asks(state), stranger])) {
    const after = language.after(state, character);
    if (after === undefined) continue;
    const part = language.part(state);
    const fresh = character === stranger && !open.split(' ').includes(part);
    const rest = { state: after, open: fresh ? `${open} ${part}` : open, text: text + character };
    for (const places of placesAfter(globs, at, character)) yield { at: places, ...rest };
  }
}

/** A pattern that has come to a character leaves no choice. */
function charactersAt(
  globs: readonly Glob[],
  at: readonly number[],
  others: readonly string[],
): Iterable<string> {
  const units = globs.map((glob, index) => glob[at[index] ?? 0]);
  const given = units.find((unit) => unit?.character !== undefined)?.character;
  if (given !== undefined) return [given];
  const spelled = globs.flatMap((glob, index) => glob[(at[index] ?? 0) + 1]?.character ?? []);
  return new Set([...spelled, ...others]);
}

/** Every way in which all patterns can take the character together. */
function placesAfter(
  globs: readonly Glob[],
  at: readonly number[],
  character: string,
): readonly (readonly number[])[] {
  let ways: readonly (readonly number[])[] = [[]];
  for (const [index, glob] of globs.entries()) {
    const steps = stepsFrom(glob, at[index] ?? 0, character);
    ways = ways.flatMap((way) => steps.map((step) => [...way, step]));
  }
  return ways;
}

function stepsFrom(glob: Glob, at: number, character: string): readonly number[] {
  const unit = glob[at];
  if (unit === undefined) return [];
  if (unit.many) return [at, ...stepsFrom(glob, at + 1, character)];
  return unit.character === undefined || unit.character === character ? [at + 1] : [];
}
