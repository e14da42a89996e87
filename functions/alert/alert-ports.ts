import type { Account } from '../../shared/model/account.ts';
import type { AlertSettings } from '../../shared/model/alert-settings.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { Heartbeats } from '../../shared/ports/heartbeats.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';
import type { Suppressions } from '../../shared/ports/suppressions.ts';

export interface AlertPorts {
  readonly account: Account;
  readonly settings: AlertSettings;
  /** Where the bucket of the reports is. */
  readonly homeRegion: string;
  readonly findings: FindingStore;
  readonly runs: RunStore;
  readonly observations: ObservationStore;
  readonly heartbeats: Heartbeats;
  readonly sink: AlertSink;
  /** Where Security Hub is a channel: what is suppressed there waits for the digest, which counts it. */
  readonly suppressions?: Suppressions;
  readonly metrics: Metrics;
  readonly clock: Clock;
}
