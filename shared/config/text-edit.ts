/** One place in a text and what stands there afterwards; offsets in UTF-16 units, `to` exclusive. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Everything outside the edits stays as it is. They do not overlap, and stand in order. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (sofar, edit) => sofar.slice(0, edit.from) + edit.text + sofar.slice(edit.to),
    text,
  );
}

/** The line ends of a text, by its first. */
export function lineEndOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** Where the line after this offset begins; the end of the text on its last line. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

const byteOrderMark = '\uFEFF';

/** Characters before this offset on its line, which a byte order mark is not. */
export function columnOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return offset - start - (text.startsWith(byteOrderMark, start) ? 1 : 0);
}

/** New lines at the beginning of a line, or at the end of a text that does not end in one. */
export function linesAt(text: string, at: number, lines: readonly string[]): Edit {
  const end = lineEndOf(text);
  const isOpen = at > 0 && text[at - 1] !== '\n' && text.slice(0, at) !== byteOrderMark;
  return {
    from: at,
    to: at,
    text: `${isOpen ? end : ''}${lines.map((line) => line + end).join('')}`,
  };
}
