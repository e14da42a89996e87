/** The known name that was probably meant; undefined when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [closest] = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, candidate.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return closest?.candidate;
}

/** Insertions, deletions and replacements from one text to the other; upper and lower case count as the same. */
function editDistance(from: string, to: string): number {
  const target = [...to.toLowerCase()];
  const first = [0, ...target.map((_, index) => index + 1)];
  const last = [...from.toLowerCase()].reduce((row, letter) => nextRow(row, letter, target), first);
  return last.at(-1) ?? 0;
}

/** Distances of a text that is one letter longer to each beginning of the target. */
function nextRow(row: readonly number[], letter: string, target: readonly string[]): number[] {
  let left = (row[0] ?? 0) + 1;
  const next = [left];
  for (const [index, other] of target.entries()) {
    const [diagonal = 0, above = 0] = row.slice(index);
    left = Math.min(diagonal + (letter === other ? 0 : 1), above + 1, left + 1);
    next.push(left);
  }
  return next;
}
