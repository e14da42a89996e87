import { type Severity, severities } from '../model/severity.ts';

export type Tally = Readonly<Record<Severity, number>>;

/** The most severe first: the order in which people want to read them. */
export const worstFirst: readonly Severity[] = [...severities].reverse();

export function tally(items: Iterable<{ readonly severity: Severity }>): Tally {
  const counts = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
  for (const { severity } of items) counts[severity] += 1;
  return counts;
}

/** `1 critical, 2 high`; empty when there is nothing to count. */
export function tallyText(counts: Tally): string {
  return worstFirst
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity.toLowerCase()}`)
    .join(', ');
}
