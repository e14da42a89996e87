import type { Examination } from '../../shared/model/check.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import type { SweepReport } from '../../shared/report/report.ts';

export type SweepOutcome =
  | {
      readonly status: 'complete';
      readonly runId: string;
      readonly durationMs: number;
      readonly summary: RunSummary;
      /** Clusters that were asked for by name and are not there. */
      readonly notFound: readonly string[];
      readonly report: SweepReport;
    }
  /** What waited has been read, and nothing else. */
  | {
      readonly status: 'taken';
      readonly runId: string;
      readonly durationMs: number;
      /** How many things were read. */
      readonly requests: number;
      readonly transitions: number;
    }
  /** The rest goes on in another invocation. */
  | { readonly status: 'continues'; readonly runId: string; readonly notReached: readonly string[] }
  /** Another sweep holds the lease. */
  | { readonly status: 'already-running'; readonly runId: string }
  /** It was invoked for what waits, and somebody else has read that. */
  | { readonly status: 'nothing-waiting' }
  /** It looked at the deployment, and at nothing of the account. */
  | Examination;
