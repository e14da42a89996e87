/** Kleene's three values: `unknown` may turn out either way. */
export type Truth = boolean | 'unknown';

export function not(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : !truth;
}

/** True as soon as one is, false where all are. */
export function anyOf<T>(items: readonly T[], judge: (item: T) => Truth): Truth {
  let result: Truth = false;
  for (const item of items) {
    const truth = judge(item);
    if (truth === true) return true;
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** False as soon as one is, true where all are. */
export function allOf<T>(items: readonly T[], judge: (item: T) => Truth): Truth {
  return not(anyOf(items, (item) => not(judge(item))));
}
