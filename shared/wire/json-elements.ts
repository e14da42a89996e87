/** Where one object stands in a text: `text.slice(from, to)` is it. */
export interface JsonElement {
  readonly from: number;
  readonly to: number;
}

/**
 * The objects of the array that a JSON text is, or of the arrays that are members of the object that it is, in their order.
 * Looks at brackets and strings alone, so that a file of many megabytes need not be parsed for places; of a text that is not
 * JSON the answer means nothing.
 */
export function* jsonElements(text: string): Generator<JsonElement> {
  const open: Bracket[] = [];
  for (const next of brackets(text)) {
    if (next.bracket === '{' || next.bracket === '[') {
      open.push(next);
      continue;
    }
    const opened = open.pop();
    if (opened?.bracket === '{' && isInList(open)) yield { from: opened.at, to: next.at + 1 };
  }
}

interface Bracket {
  readonly bracket: string;
  readonly at: number;
}

/** Inside the outermost array, and in nothing else but the object whose member it is. */
function isInList(open: readonly Bracket[]): boolean {
  const [outer, list] = open.map(({ bracket }) => bracket);
  return open.length === 1 ? outer === '[' : open.length === 2 && outer === '{' && list === '[';
}

/** All brackets outside of strings. */
function* brackets(text: string): Generator<Bracket> {
  const token = /["{}[\]]/g;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [bracket] = found;
    if (bracket === '"') token.lastIndex = afterString(text, found.index);
    else yield { bracket, at: found.index };
  }
}

function afterString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
