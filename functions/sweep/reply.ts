import type { RunSummary } from '../../shared/model/run.ts';
import type { SweepOutcome } from './outcome.ts';

/** What whoever invoked the sweep is told; the report itself is in the bucket. */
export type SweepReply =
  | Exclude<SweepOutcome, { readonly status: 'complete' }>
  | ({
      readonly status: 'complete';
      readonly runId: string;
      readonly durationMs: number;
      readonly notFound: readonly string[];
    } & RunSummary);

export function replyTo(outcome: SweepOutcome): SweepReply {
  if (outcome.status !== 'complete') return outcome;
  const { status, runId, durationMs, notFound, summary } = outcome;
  return { status, runId, durationMs, notFound, ...summary };
}
