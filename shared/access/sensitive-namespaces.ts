import { wildcardsOverlap } from '../iam/wildcard-overlap.ts';

/** The sensitive namespaces, names or patterns as configured, that a scope of names and patterns can match; sorted. */
export function sensitiveIn(
  scope: readonly string[],
  sensitiveNamespaces: readonly string[],
): readonly string[] {
  return sensitiveNamespaces
    .filter((sensitive) => scope.some((pattern) => wildcardsOverlap(pattern, sensitive)))
    .toSorted();
}
