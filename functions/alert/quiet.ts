import type { OwedFinding } from '../../shared/model/finding.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';
import type { Suppressions } from '../../shared/ports/suppressions.ts';

interface QuietPorts {
  /** Where Security Hub is a channel. */
  readonly suppressions?: Suppressions;
  readonly runs: RunStore;
  readonly metrics: Metrics;
}

/**
 * The ids of findings that people want to hear no more of; asked for where there is something to tell. Where they cannot be
 * read nobody is kept from hearing anything.
 */
export async function quietFindings(
  { suppressions, runs, metrics }: QuietPorts,
  owed: readonly OwedFinding[],
): Promise<ReadonlySet<string>> {
  if (suppressions === undefined) return new Set();
  if (owed.length === 0 && (await runs.owed()).length === 0) return new Set();
  const suppressed = await suppressions.read();
  metrics.count('SuppressionsUnread', 'unread' in suppressed ? 1 : 0);
  return 'unread' in suppressed ? new Set() : suppressed.ids;
}
