/**
 * Whether an IAM pattern, where `*` stands for any run of characters and `?` for any one, matches the whole
 * text. Case counts; `:` and `/` are characters like any other. Linear in memory, never exponential in time.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const from = pattern.indexOf('*');
  if (from < 0) return pattern.length === text.length && matchesAt(pattern, text, 0);
  const to = pattern.lastIndexOf('*');
  const last = pattern.slice(to + 1);
  const end = text.length - last.length;
  if (end < from || !matchesAt(last, text, end)) return false;
  if (!matchesAt(pattern.slice(0, from), text, 0)) return false;
  return fitInOrder(pattern.slice(from, to).split('*'), text.slice(from, end));
}

/** The earliest place for each run leaves the most room for the next. */
function fitInOrder(runs: readonly string[], text: string): boolean {
  let from = 0;
  for (const run of runs) {
    while (from + run.length <= text.length && !matchesAt(run, text, from)) from += 1;
    if (from + run.length > text.length) return false;
    from += run.length;
  }
  return true;
}

/** Whether a run without `*` stands at this place; the caller sees to it that the text is long enough. */
function matchesAt(run: string, text: string, at: number): boolean {
  for (let index = 0; index < run.length; index += 1) {
    if (run[index] !== '?' && run[index] !== text[at + index]) return false;
  }
  return true;
}
