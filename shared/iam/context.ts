import type { Context, ContextValue } from './decision.ts';

/**
 * Keys may be in any case: condition keys, those of tags included, are matched without regard to it. An empty list
 * says that the request has no such key; `others` says the same, or nothing, of keys that are not listed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function contextOf(
  known: Readonly<Record<string, string | readonly string[]>>,
  others: 'unknown' | 'absent' = 'unknown',
): Context {
  const values = new Map<string, readonly string[]>(
    Object.entries(known).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
  const other: ContextValue = others === 'unknown' ? 'unknown' : [];
  return { value: (key) => values.get(key) ?? other };
}
