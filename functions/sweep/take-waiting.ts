import type { Assessment } from '../../shared/assess/verdict.ts';
import { commit } from '../../shared/commit/commit.ts';
import { contentHash } from '../../shared/findings/identity.ts';
import type { Change } from '../../shared/model/change.ts';
import { canonicalJson } from '../../shared/model/json.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import type { WaitingSweep } from '../../shared/ports/scoped-sweeps.ts';
import { readAll } from './read-all.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** As many as a sweep reads clusters side by side: what an invocation has time for that has a minute left. */
const requestsAtOnce = 4;

/** This many ids of events make a name that is still short; each transition keeps it. */
const idsInName = 10;

export interface Taken {
  /** How many things were read. */
  readonly requests: number;
  readonly transitions: number;
  readonly assessment: Assessment;
}

/**
 * Reads some of what waits, and commits it with the events that asked for it: so it is told at once, and as their
 * callers' doing. A crash before it is forgotten has it read again, which changes nothing. Undefined when nothing waits.
 */
export async function takeWaiting(ports: SweepPorts, runId: string): Promise<Taken | undefined> {
  const waiting = await ports.scopedSweeps.waiting();
  if (waiting.length === 0) return undefined;
  const { requests, sweeps } = nextOf(waiting);
  // Read after what waits was looked at: what is asked for from now on has another ticket, and stays.
  const facts = await readAll(ports, requests);
  const changes = changesOf(sweeps);
  const group = groupOf(changes, runId);
  const { transitions, assessment } = await commit(ports, { facts, changes, group });
  await ports.scopedSweeps.done(sweeps);
  return { requests: requests.length, transitions: transitions.length, assessment };
}

/** A burst of events asks for few things: each is read once for all that asked for it. */
function nextOf(waiting: readonly WaitingSweep[]) {
  const asked = [...Map.groupBy(waiting, ({ request }) => canonicalJson(request)).values()];
  const sweeps = asked.slice(0, requestsAtOnce);
  const requests = sweeps.flatMap(([first]): ReadRequest[] => (first ? [first.request] : []));
  return { requests, sweeps: sweeps.flat() };
}

/** One event may have asked for several things. */
function changesOf(sweeps: readonly WaitingSweep[]): readonly Change[] {
  const changes = sweeps.flatMap(({ change }) => change ?? []);
  return [...new Map(changes.map((change) => [canonicalJson(change), change])).values()];
}

function groupOf(changes: readonly Change[], runId: string): string {
  const ids = [...new Set(changes.map(({ actor }) => actor.eventId))].sort();
  if (ids.length === 0) return runId;
  return ids.length <= idsInName ? ids.join(' ') : contentHash(ids).slice(0, 20);
}
