import { commit, loadFacts } from '../../shared/commit/commit.ts';
import type { CommitPorts } from '../../shared/commit/commit-ports.ts';
import type { Change } from '../../shared/model/change.ts';
import type { Config } from '../../shared/model/config.ts';
import {
  createEstate,
  type Estate,
  type FactMap,
  factOf,
  mergeFacts,
} from '../../shared/model/estate.ts';
import { saySame } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { Transition } from '../../shared/model/finding.ts';
import type { EventFactSource } from '../../shared/ports/event-source.ts';
import type { EventsHeard } from '../../shared/ports/events-heard.ts';
import type { Heartbeats } from '../../shared/ports/heartbeats.ts';
import type { Looks } from '../../shared/ports/looks.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { ObjectStatus } from '../../shared/ports/object-status.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';
import type { RejectedRecords } from '../../shared/ports/rejected-records.ts';
import type { ScopedSweeps } from '../../shared/ports/scoped-sweeps.ts';
import type { SweepRequest } from '../../shared/ports/sweep-request.ts';
import { followUps } from './follow-ups.ts';
import { noteEvents } from './note-events.ts';
import { observe } from './observe.ts';
import { type DoneTask, type FailedMessage, readTasks } from './read.ts';
import type { QueuedMessage } from './task.ts';
import { understand } from './understand.ts';

export interface AccessChangePorts extends CommitPorts {
  readonly source: EventFactSource;
  readonly status: ObjectStatus;
  readonly looks: Looks;
  readonly scopedSweeps: ScopedSweeps;
  readonly wholeSweep: SweepRequest;
  readonly observations: ObservationStore;
  readonly heartbeats: Heartbeats;
  /** Remembers when what was last heard; none where nobody asks for that. */
  readonly eventsHeard?: Pick<EventsHeard, 'heard'>;
  readonly heartbeatRoleName?: string;
  readonly rejected: RejectedRecords;
  readonly metrics: Metrics;
}

export interface AccessChangeResult {
  /** Messages to be delivered again: reading for them failed in a way that time may cure. */
  readonly failed: readonly FailedMessage[];
  readonly rejected: number;
  readonly ignored: number;
  /** What is left to a sweep of just that. */
  readonly sweeps: number;
  /** There is no whole estate in store yet: a whole sweep was asked for. */
  readonly wholeSweep?: true;
  /** Steps of findings; undefined when there was nothing to commit. */
  readonly transitions?: number;
}

/**
 * Somebody changed who may reach a cluster, or another look at such a change is due: reads again what was
 * touched, commits it, and sees to what has to be looked at later.
 */
export async function accessChange(
  ports: AccessChangePorts,
  messages: readonly QueuedMessage[],
): Promise<AccessChangeResult> {
  const known = (await loadFacts(ports.estates, await ports.estates.head())) ?? new Map();
  const wasSwept = isSwept(ports.config, known);
  const estate = createEstate(ports.account, known);
  const { tasks, rejected, ignored } = await understand(ports, estate, messages);
  if (tasks.length === 0) return { failed: [], rejected, ignored, sweeps: 0 };
  await noteEvents(ports, tasks);

  const { done, failed } = await readTasks(ports, estate, tasks);
  const transitions = await commitNews(ports, estate, done);
  await observe(ports, estate, done);
  await followUps(ports, done, transitions ?? []);
  if (!wasSwept) await ports.wholeSweep.request({});
  return {
    failed,
    rejected,
    ignored,
    sweeps: done.reduce((sum, task) => sum + task.sweeps.length, 0),
    ...(wasSwept ? {} : { wholeSweep: true }),
    ...(transitions === undefined ? {} : { transitions: transitions.length }),
  };
}

/**
 * Whether the account was ever swept. Not told by there being an estate: the first event stores what it read, and the
 * sweep that it asks for may be refused because one of something it touched is under way, or a crash may come before.
 */
function isSwept({ regions }: Config, known: FactMap): boolean {
  const lists = [factKeys.roles(), ...regions.map((region) => factKeys.clusters(region))];
  return lists.every((list) => known.has(list));
}

/** Commits what was read, if any of it is worth a commit. */
async function commitNews(
  ports: AccessChangePorts,
  estate: Estate,
  done: readonly DoneTask[],
): Promise<readonly Transition[] | undefined> {
  const news = done.filter((task) => isNews(estate, task));
  if (news.length === 0) return undefined;
  const facts = news.map((task) => task.facts).reduce(mergeFacts, new Map());
  const changes = distinct(changesOf(estate, facts, news));
  return (await commit(ports, { facts, changes, group: groupOf(changes) })).transitions;
}

function changesOf(estate: Estate, facts: FactMap, news: readonly DoneTask[]): readonly Change[] {
  if (news.every(({ changesIn }) => changesIn === undefined)) {
    return news.flatMap((task) => task.changes);
  }
  const read = createEstate(estate.account, mergeFacts(facts, estate.facts));
  return news.flatMap(({ changesIn, changes }) => changesIn?.(read) ?? changes);
}

/** Another look that sees what is stored has nothing to write; an event may account for what was found before. */
function isNews(estate: Estate, { kind, flapping, facts, reads }: DoneTask): boolean {
  if (flapping === true) return true;
  if (kind === 'event') return reads.length > 0;
  return [...facts].some(([key, fact]) => !saySame(factOf(estate, key), fact));
}

/** One event may have been delivered twice, or have asked for two looks. */
function distinct(changes: readonly Change[]): readonly Change[] {
  return [...new Map(changes.map((change) => [change.actor.eventId, change])).values()];
}

/** Transitions of the same events share a message. */
function groupOf(changes: readonly Change[]): string {
  const ids = changes.map(({ actor }) => actor.eventId).sort();
  return ids.length === 0 ? 'flapping' : ids.join(' ');
}
