import type { Change } from '../../shared/model/change.ts';
import { honoursAccessEntries } from '../../shared/model/cluster.ts';
import type { Config } from '../../shared/model/config.ts';
import { type Estate, factOf } from '../../shared/model/estate.ts';
import { isPresent } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { EventRequest, ReadRequest } from '../../shared/model/reading.ts';
import type { Look } from '../../shared/ports/looks.ts';
import { type EventHint, parseCloudTrailEvent } from '../events/cloud-trail-event.ts';
import { parseLook } from '../events/look.ts';
import type { AccessChangePorts } from './access-change.ts';
import { firstStatusLook } from './status-looks.ts';
import type { QueuedMessage, Task } from './task.ts';

export interface Understood {
  readonly tasks: readonly Task[];
  readonly rejected: number;
  readonly ignored: number;
}

/** Sorts messages into tasks, what is of no concern, and what a person has to look at. */
export async function understand(
  ports: AccessChangePorts,
  estate: Estate,
  messages: readonly QueuedMessage[],
): Promise<Understood> {
  const tasks: Task[] = [];
  const counts = { rejected: 0, ignored: 0 };
  for (const message of messages) {
    const task = await taskOf(ports, estate, message);
    if (typeof task === 'string') counts[task] += 1;
    else tasks.push(task);
  }
  ports.metrics.count('RecordsRejected', counts.rejected);
  return { tasks, ...counts };
}

async function taskOf(
  ports: AccessChangePorts,
  estate: Estate,
  message: QueuedMessage,
): Promise<Task | 'rejected' | 'ignored'> {
  const look = parseLook(message.body);
  if (look !== undefined) return taskOfLook(message, look);
  const { account, heartbeatRoleName } = ports;
  const known = { account, estate, ...(heartbeatRoleName && { heartbeatRoleName }) };
  const parsed = parseCloudTrailEvent(message.body, known);
  if (parsed.kind === 'hint') return heard(ports, estate, message, parsed.hint);
  if (parsed.kind === 'rejected') {
    await ports.rejected.reject({ ...message, reason: parsed.reason });
  }
  return parsed.kind;
}

async function heard(
  ports: AccessChangePorts,
  estate: Estate,
  message: QueuedMessage,
  hint: EventHint,
): Promise<Task | 'ignored'> {
  const now = ports.clock();
  ports.metrics.count('EventLag', (now - hint.change.actor.eventTime) / 1000);
  if (hint.heartbeat !== undefined) await ports.heartbeats.heard(hint.heartbeat, now);
  const task = taskOfEvent(message, hint, estate, ports.config, now);
  return isIdle(task) ? 'ignored' : task;
}

function isIdle({ reads, sweeps }: Task): boolean {
  return reads.length === 0 && sweeps.length === 0;
}

/** Seconds after which an access entry that was just written can be trusted to be shown. */
const settled = 45;

function taskOfEvent(
  { messageId }: QueuedMessage,
  { change, reads: named, sweeps: asked, settling, grants }: EventHint,
  estate: Estate,
  config: Config,
  now: number,
): Task {
  const isWatched = (request: ReadRequest) => {
    const region = regionOf(request);
    return region === undefined || config.regions.includes(region);
  };
  const reads = named.filter(isWatched);
  const changes = [change];
  const requests = [...asked, ...reads.flatMap((request) => clusterBehind(estate, request))];
  return {
    messageId,
    kind: 'event',
    changes,
    reads,
    sweeps: requests.filter(isWatched).map((request) => ({ request, change })),
    looks: [
      ...reads.map((request) => ({
        after: settled,
        look: { kind: 'again', request, changes } as const,
      })),
      ...(settling !== undefined && config.regions.includes(settling.cluster.region)
        ? [firstStatusLook(settling, changes, now)]
        : []),
    ],
    grants: grants.filter(({ cluster }) => config.regions.includes(cluster.region)),
  };
}

function regionOf(request: ReadRequest): string | undefined {
  if ('cluster' in request) return request.cluster.region;
  return 'region' in request ? request.region : undefined;
}

/**
 * All of a cluster that is not known yet, or known to have no access entries: an event about one proves that its
 * authentication mode has changed.
 */
function clusterBehind(estate: Estate, request: EventRequest): readonly ReadRequest[] {
  if (!('cluster' in request)) return [];
  const { cluster } = request;
  const known = factOf(estate, factKeys.cluster(cluster));
  const isEnough =
    isPresent(known) && (request.kind !== 'accessEntry' || honoursAccessEntries(known.value));
  return isEnough ? [] : [{ kind: 'cluster', cluster }];
}

const nothing = { reads: [], sweeps: [], looks: [], grants: [] } as const;

function taskOfLook({ messageId }: QueuedMessage, look: Look): Task {
  const task = (changes: readonly Change[]) =>
    ({ ...nothing, messageId, kind: 'look', changes }) as const;
  switch (look.kind) {
    case 'again':
      return { ...task(look.changes), reads: [look.request] };
    case 'status':
      return { ...task(look.changes), status: look };
    case 'flapping':
      return { ...task([]), flapping: true };
  }
}
