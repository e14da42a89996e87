import type { Metrics } from '../../shared/ports/metrics.ts';
import type { Suppressions } from '../../shared/ports/suppressions.ts';

interface QuietPorts {
  /** Where Security Hub is a channel. */
  readonly suppressions?: Suppressions;
  readonly metrics: Metrics;
}

/** The ids of findings that people want to hear no more of. Where that cannot be read nobody is kept from hearing anything. */
export async function quietFindings({
  suppressions,
  metrics,
}: QuietPorts): Promise<ReadonlySet<string>> {
  if (suppressions === undefined) return new Set();
  const suppressed = await suppressions.read();
  metrics.count('SuppressionsUnread', 'unread' in suppressed ? 1 : 0);
  return 'unread' in suppressed ? new Set() : suppressed.ids;
}
