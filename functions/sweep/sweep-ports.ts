import type { CommitPorts } from '../../shared/commit/commit-ports.ts';
import type { Examination } from '../../shared/model/check.ts';
import type { FactSource } from '../../shared/ports/estate-source.ts';
import type { EventHistory } from '../../shared/ports/event-history.ts';
import type { HeartbeatSender } from '../../shared/ports/heartbeat-sender.ts';
import type { Heartbeats } from '../../shared/ports/heartbeats.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';
import type { ScopedSweeps } from '../../shared/ports/scoped-sweeps.ts';
import type { SweepRequest } from '../../shared/ports/sweep-request.ts';

export interface SweepPorts extends CommitPorts {
  readonly source: FactSource;
  readonly runs: RunStore;
  readonly reports: ReportStore;
  /** What events have asked to be read. */
  readonly scopedSweeps: Pick<ScopedSweeps, 'waiting' | 'done'>;
  /** Invokes this very use case again, for what this invocation has no time for, or came too late for. */
  readonly again: SweepRequest;
  /** Who did what nobody heard of; none where there is no CloudTrail to ask, as in a snapshot. */
  readonly history?: EventHistory;
  /** Our own sign of life; none where we are not deployed. */
  readonly beat?: { readonly heartbeats: Heartbeats; readonly sender: HeartbeatSender };
  /** Looks at our own deployment; none where we are not deployed. */
  readonly examine?: () => Promise<Examination>;
  readonly metrics: Metrics;
  readonly newRunId: () => string;
  /** Milliseconds until this invocation is cut off. */
  readonly timeLeft: () => number;
  /** Told of each step, for whoever watches: how many of how many clusters have been read. */
  readonly progress: (read: number, of: number) => void;
}
