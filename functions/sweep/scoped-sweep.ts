import type { Run, RunSummary } from '../../shared/model/run.ts';
import { begin, end } from './lease.ts';
import type { SweepOutcome } from './outcome.ts';
import { reserve } from './steps.ts';
import { countsOf, summarise } from './summary.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { type Taken, takeWaiting } from './take-waiting.ts';

/**
 * Reads what events have asked for and no more. It holds the lease as every sweep does, but it is no look at the
 * account: no baseline, no report, and nothing that the alarm on missing sweeps would count.
 */
export async function scopedSweep(ports: SweepPorts): Promise<SweepOutcome> {
  // A burst invokes this once for each of its batches: most of them find that all is done, and leave no trace.
  if ((await ports.scopedSweeps.waiting()).length === 0) return { status: 'nothing-waiting' };
  const run = await begin(ports, { waiting: true });
  if ('running' in run) return { status: 'already-running', runId: run.running };
  try {
    return await takeAll(ports, run);
  } catch (error) {
    await end(ports, { ...run, status: 'failed', finishedAt: ports.clock() });
    throw error;
  }
}

/** Until nothing waits or time is short: the end of the run sees to the rest. */
async function takeAll(ports: SweepPorts, run: Run): Promise<SweepOutcome> {
  let requests = 0;
  let transitions = 0;
  let last: Taken | undefined;
  do {
    const taken = await takeWaiting(ports, run.runId);
    if (taken === undefined) break;
    last = taken;
    requests += taken.requests;
    transitions += taken.transitions;
  } while (ports.timeLeft() >= reserve);
  const summary = last && (await summaryOf(ports, last, transitions));
  const finishedAt = ports.clock();
  await end(ports, { ...run, status: 'complete', finishedAt, ...(summary && { summary }) });
  const durationMs = finishedAt - run.startedAt;
  return { status: 'taken', runId: run.runId, durationMs, requests, transitions };
}

/** Of the whole estate as it is stored: a digest after this run has to say how it stands. */
async function summaryOf(
  ports: SweepPorts,
  { assessment }: Taken,
  transitions: number,
): Promise<RunSummary> {
  const counts = countsOf(await ports.findings.all());
  return { ...summarise(assessment, { transitions, awsCalls: ports.source.calls() }), ...counts };
}
