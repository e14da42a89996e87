import { assess } from '../../shared/assess/assess.ts';
import type { Assessment } from '../../shared/assess/verdict.ts';
import { type CommitResult, commit, dayOf, loadFacts } from '../../shared/commit/commit.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { createEstate, type Estate, type FactMap, mergeFacts } from '../../shared/model/estate.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import type { Run } from '../../shared/model/run.ts';
import type { SweepInput } from '../events/sweep-request.ts';
import { clustersOf } from './clusters-of.ts';
import { readAll } from './read-all.ts';
import { accountRequests } from './requests.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { takeWaiting } from './take-waiting.ts';

/** Clusters read side by side; the source bounds the calls in flight. */
const clustersAtOnce = 4;
/** Clusters between two commits: what a crash may cost. */
const clustersPerCommit = 12;
/** With less than this left, an invocation commits what it has and hands the rest on. In milliseconds. */
export const reserve = 60_000;

export interface Judged {
  readonly assessment: Assessment;
  readonly estate: Estate;
  readonly transitions: number;
}

export interface Carried {
  /** Undefined when time ran out before the last cluster. */
  readonly judged?: Judged;
  readonly remaining: readonly ClusterRef[];
  readonly notFound: readonly string[];
}

export interface ReadAccount {
  /** What was read just now. */
  readonly facts: FactMap;
  /** That, on top of what is stored. */
  readonly estate: Estate;
}

/** IAM, the trails, our own deployment where there is one, and the lists of clusters. */
export async function readAccount(ports: SweepPorts, input: SweepInput): Promise<ReadAccount> {
  const regions = input.regions ?? ports.config.regions;
  const requests = accountRequests(ports.account, ports.config, regions);
  const own: readonly ReadRequest[] = ports.source.monitor ? [{ kind: 'monitor' }] : [];
  const facts = await readAll(ports, [...requests, ...own]);
  const stored = await loadFacts(ports.estates, await ports.estates.head());
  const estate = createEstate(ports.account, mergeFacts(stored ?? new Map(), facts));
  return { facts, estate };
}

/** Reads on from where the run stands, a commit every dozen clusters, until all is done or time is short. */
export async function readAndCommit(
  ports: SweepPorts,
  input: SweepInput,
  run: Run,
): Promise<Carried> {
  const start = await startOf(ports, input);
  const remaining = [...start.clusters];
  let { facts } = start;
  let transitions = 0;
  let uncommitted = 0;
  while (remaining.length > 0 && ports.timeLeft() >= reserve) {
    const batch = remaining.splice(0, clustersAtOnce);
    facts = mergeFacts(facts, await readClusters(ports, batch));
    ports.progress(start.clusters.length - remaining.length, start.clusters.length);
    if (remaining.length > 0) transitions += await takeMeanwhile(ports, input, run);
    uncommitted += batch.length;
    if (remaining.length === 0 || uncommitted < clustersPerCommit) continue;
    transitions += (await commitStep(ports, input, run, facts, false)).transitions.length;
    facts = new Map();
    uncommitted = 0;
  }
  const finished = remaining.length === 0;
  const last = await commitStep(ports, input, run, facts, finished);
  transitions += last.transitions.length;
  const { assessment, estate } = last;
  const { notFound } = start;
  return finished
    ? { judged: { assessment, estate, transitions }, remaining, notFound }
    : { remaining, notFound };
}

/** The rest of a sweep that only looks: reads these clusters and judges, without a commit. */
export async function judgeOnly(
  ports: SweepPorts,
  account: ReadAccount,
  clusters: readonly ClusterRef[],
): Promise<Judged> {
  const { catalogue, config } = ports;
  const read = await readClusters(ports, clusters);
  const estate = createEstate(ports.account, mergeFacts(account.estate.facts, read));
  const today = dayOf(ports.clock());
  return { assessment: assess({ catalogue, config, estate, today }), estate, transitions: 0 };
}

/**
 * What events ask for while a long sweep is under way does not wait for its end. It is committed on its own: with
 * their changes among its own, the sweep would tell all that it finds at once, as if they had caused it. A sweep for
 * some rules leaves it, because other findings may move.
 */
async function takeMeanwhile(ports: SweepPorts, input: SweepInput, run: Run): Promise<number> {
  if (input.rules !== undefined) return 0;
  return (await takeWaiting(ports, run.runId))?.transitions ?? 0;
}

async function startOf(ports: SweepPorts, input: SweepInput) {
  if (input.continuation !== undefined) {
    const { clusters } = input.continuation;
    return { facts: new Map() as FactMap, clusters, notFound: [] };
  }
  const { facts, estate } = await readAccount(ports, input);
  const regions = input.regions ?? ports.config.regions;
  return { facts, ...clustersOf(estate, regions, input.clusters) };
}

function readClusters(ports: SweepPorts, clusters: readonly ClusterRef[]): Promise<FactMap> {
  return readAll(
    ports,
    clusters.map((cluster) => ({ kind: 'cluster', cluster })),
  );
}

function commitStep(
  ports: SweepPorts,
  input: SweepInput,
  run: Run,
  facts: FactMap,
  finished: boolean,
): Promise<CommitResult> {
  const { runId } = run;
  return commit(ports, {
    facts,
    group: runId,
    changes: [],
    ...(run.baseline ? { baseline: { runId, finished: finished && isWhole(input) } } : {}),
    ...(input.rules === undefined ? {} : { onlyRules: new Set(input.rules) }),
  });
}

/** A sweep of some of the estate leaves the rest for the baseline of the next. */
function isWhole({ regions, clusters, rules }: SweepInput): boolean {
  return [regions, clusters, rules].every((narrowed) => narrowed === undefined);
}
