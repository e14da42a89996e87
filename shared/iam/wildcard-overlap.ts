/**
 * Whether there is a text that both patterns match, where `*` stands for any run of characters and `?` for any one, as in
 * `matchesWildcard`. Exact, in time of the product of their lengths.
 */
export function wildcardsOverlap(a: string, b: string): boolean {
  // `row[j]` says whether what is left of `a` overlaps `b` from `j` on; rows are made from the end of `a`.
  let below = rowAtEnd(b);
  for (let i = a.length - 1; i >= 0; i -= 1) below = rowAbove(a[i], b, below);
  return below[0] === true;
}

/** Nothing is left of `a`: only runs may be left of `b`. */
function rowAtEnd(b: string): readonly boolean[] {
  const tail = b.replace(/\**$/, '').length;
  return Array.from({ length: b.length + 1 }, (_, j) => j >= tail);
}

function rowAbove(
  next: string | undefined,
  b: string,
  below: readonly boolean[],
): readonly boolean[] {
  const row = below.slice();
  for (let j = b.length; j >= 0; j -= 1) {
    row[j] = overlapsAt(next, b[j], {
      withoutNext: below[j] === true,
      withoutOther: row[j + 1] === true,
      withoutBoth: below[j + 1] === true,
    });
  }
  return row;
}

interface Rest {
  readonly withoutNext: boolean;
  readonly withoutOther: boolean;
  readonly withoutBoth: boolean;
}

/** A run is over, or takes in one more of what stands in the other pattern. */
function overlapsAt(
  next: string | undefined,
  other: string | undefined,
  { withoutNext, withoutOther, withoutBoth }: Rest,
): boolean {
  if (next === '*' || other === '*') return withoutNext || withoutOther;
  return withoutBoth && (next === other || next === '?' || other === '?');
}
