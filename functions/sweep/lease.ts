import type { Run } from '../../shared/model/run.ts';
import type { SweepInput } from '../events/sweep-request.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** A lease outlives the longest invocation by a minute, so that a crashed run frees it by itself. In milliseconds. */
const leaseLife = 16 * 60_000;

/** Begins a run, or goes on with one; or names the run that holds the lease. */
export async function begin(
  ports: SweepPorts,
  { announce, continuation, waiting }: SweepInput,
): Promise<Run | { readonly running: string }> {
  const now = ports.clock();
  if (continuation !== undefined) {
    const { runId } = continuation;
    const run = await ports.runs.run(runId);
    const ours = await ports.runs.renew(runId, now + leaseLife);
    if (run === undefined || !ours) throw new Error(`Run ${runId} has lost its lease.`);
    return run;
  }
  const run: Run = {
    runId: ports.newRunId(),
    startedAt: now,
    status: 'running',
    baseline: waiting === undefined && (await isFirstLook(ports)),
    ...(announce === undefined ? {} : { announce }),
    ...(waiting === undefined ? {} : { scope: 'waiting' }),
  };
  const begun = await ports.runs.begin(run, now + leaseLife, now);
  return begun === 'begun' ? run : begun;
}

async function isFirstLook({ estates }: SweepPorts): Promise<boolean> {
  const head = await estates.head();
  return head === undefined || head.baselineRun !== undefined;
}

/**
 * Ends a run, and so frees the lease. Whoever asked for something meanwhile was told that this run is under way: so it
 * looks once more, after its lease is free, and has what waits taken by another invocation.
 */
export async function end(ports: SweepPorts, run: Run): Promise<void> {
  await ports.runs.finish(run);
  // One that failed at what waits would fail at it again: that is left to whoever asks next, and to the clock.
  if (run.scope === 'waiting' && run.status === 'failed') return;
  const waiting = await ports.scopedSweeps.waiting();
  if (waiting.length > 0) await ports.again.request({ waiting: true });
}
