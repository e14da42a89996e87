import type { Change } from '../../shared/model/change.ts';
import type { Config } from '../../shared/model/config.ts';
import type { Estate, FactMap } from '../../shared/model/estate.ts';
import { regionOf as placeOf } from '../../shared/model/fact-key.ts';
import type { Look } from '../../shared/model/look.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import { type ParsedAuditRecord, parseAuditRecord } from '../events/audit/audit-event.ts';
import { parseAuditMessage } from '../events/audit/audit-message.ts';
import { parseSubscriptions } from '../events/audit/subscription-message.ts';
import { type ParsedEvent, parseCloudTrailEvent } from '../events/cloud-trail-event.ts';
import type { EventHint } from '../events/hint.ts';
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
  const told = parseSubscriptions(message.body);
  if (told !== undefined) return taskOfTold(message, told, ports.config);
  const { account, heartbeatRoleName } = ports;
  const known = { account, estate, ...(heartbeatRoleName && { heartbeatRoleName }) };
  const audited = parseAuditMessage(message.body);
  const parse = (estateNow: Estate) =>
    audited === undefined
      ? parseCloudTrailEvent(message.body, { ...known, estate: estateNow })
      : parseAuditRecord(audited, { ...known, estate: estateNow });
  const parsed = parse(estate);
  if (parsed.kind === 'hint') {
    const task = await heard(ports, estate, message, parsed.hint);
    const isKnown = typeof task === 'string' || parsed.hint.change.claims.length > 0;
    return isKnown ? task : { ...task, changesIn: (read) => changesOf(parse(read)) };
  }
  if (parsed.kind === 'rejected') {
    await ports.rejected.reject({ ...message, reason: parsed.reason });
  }
  return parsed.kind;
}

/** Its claims need the ARN of what it names, which an event that made it may have brought along. */
function changesOf(parsed: ParsedEvent | ParsedAuditRecord): readonly Change[] {
  return parsed.kind === 'hint' ? [parsed.hint.change] : [];
}

async function heard(
  ports: AccessChangePorts,
  { facts }: Estate,
  message: QueuedMessage,
  hint: EventHint,
): Promise<Task | 'ignored'> {
  const now = ports.clock();
  ports.metrics.count('EventLag', (now - hint.change.actor.eventTime) / 1000);
  if (hint.heartbeat !== undefined) await ports.heartbeats.heard(hint.heartbeat.value, now);
  // The trails are looked for in the Regions that are known: of none, that would be taken for all there are.
  const sweeps = hint.sweeps.filter(({ kind }) => kind !== 'trails' || facts.size > 0);
  const task = taskOfEvent(message, { ...hint, sweeps }, ports.config, now);
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
  config: Config,
  now: number,
): Task {
  const isWatched = (request: ReadRequest) => {
    const region = regionOf(request);
    return region === undefined || config.regions.includes(region);
  };
  const reads = named.filter(isWatched);
  const changes = [change];
  return {
    messageId,
    kind: 'event',
    changes,
    reads,
    sweeps: asked.filter(isWatched).map((request) => ({ request, change })),
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

/** What another function of ours has read. */
function taskOfTold({ messageId }: QueuedMessage, told: FactMap, config: Config): Task {
  const watched = [...told].filter(([key]) => config.regions.includes(placeOf(key) ?? ''));
  return { ...nothing, messageId, kind: 'look', changes: [], told: new Map(watched) };
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
