import { endingSince } from '../../shared/assess/waiver-days.ts';
import { dayOf } from '../../shared/commit/commit.ts';
import type { Run, RunSummary } from '../../shared/model/run.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** At most this many are named: a run is one item of the table, and its report names them all. */
const named = 100;

/**
 * The waivers that the digest of a run warns of. Days are those on which sweeps began, so that each falls between two
 * sweeps once, whether there are many a day or one a week.
 */
export async function endingWaivers(
  { runs, config }: SweepPorts,
  { runId, startedAt }: Run,
): Promise<Pick<RunSummary, 'endingWaivers'>> {
  const last = await runs.previous(runId);
  const lastDay = last === undefined ? undefined : dayOf(last.startedAt);
  const ending = endingSince(config.waivers, dayOf(startedAt), lastDay);
  return ending.length === 0 ? {} : { endingWaivers: ending.slice(0, named) };
}
