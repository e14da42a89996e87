import type { OwedFinding } from '../../shared/model/finding.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Heartbeats } from '../../shared/ports/heartbeats.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';

interface AgePorts {
  readonly heartbeats: Heartbeats;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/**
 * For two alarms: how long the oldest urgent transition has waited, which says that nobody is being told, and how long
 * the oldest heartbeat has been missing, which says that nothing is heard. Here, because a schedule calls this
 * function whatever else is silent.
 */
export async function reportAges(
  { heartbeats, metrics, clock }: AgePorts,
  urgent: readonly OwedFinding[],
): Promise<void> {
  const waiting = urgent.flatMap((item) => item.owed);
  const beat = await heartbeats.last();
  const now = clock();
  const oldest = Math.min(now, ...waiting.map(({ at }) => at));
  metrics.count('OldestOwedAlertAge', (now - oldest) / 1000);
  const sentAt = beat === undefined || beat.heardAt !== undefined ? now : beat.sentAt;
  metrics.count('HeartbeatAge', Math.max(0, now - sentAt) / 1000);
}
