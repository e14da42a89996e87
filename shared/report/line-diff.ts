/** Lines shown around a change, as git does. */
const contextLines = 3;

/**
 * One text after another as a unified diff with one hunk, which `git apply` takes; `before` is undefined for a new file.
 * Empty where nothing changed. The lines are as the file has them: nothing of them may be escaped.
 * https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function lineDiff(file: string, before: string | undefined, after: string): string {
  const old = linesOf(before ?? '');
  const current = linesOf(after);
  const start = commonLines(old, current);
  const end = commonLines(old.slice(start).reverse(), current.slice(start).reverse());
  if (start === old.length && start === current.length) return '';
  const from = Math.max(0, start - contextLines);
  const tail = old.slice(old.length - end, old.length - end + contextLines);
  const removed = old.slice(start, old.length - end);
  const added = current.slice(start, current.length - end);
  const head = old.slice(from, start);
  const lines = [
    ...head.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...tail.map((line) => ` ${line}`),
  ];
  const kept = head.length + tail.length;
  const hunk = `@@ -${rangeText(from, removed.length + kept)} +${rangeText(from, added.length + kept)} @@`;
  const names = [before === undefined ? '--- /dev/null' : `--- a/${file}`, `+++ b/${file}`];
  return [...names, hunk, ''].join('\n') + lines.map(ended).join('');
}

/** Each with its line break, where it has one. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function commonLines(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((line, index) => line !== b[index]);
  return differing < 0 ? a.length : differing;
}

/** An empty range stands behind the line that it names. */
function rangeText(from: number, length: number): string {
  return `${length === 0 ? from : from + 1},${length}`;
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}
