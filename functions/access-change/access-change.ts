import { knownOf } from '../../shared/assess/facts.ts';
import { commit, loadFacts } from '../../shared/commit/commit.ts';
import type { CommitPorts } from '../../shared/commit/commit-ports.ts';
import { parseIamArn } from '../../shared/model/arn.ts';
import type { Change } from '../../shared/model/change.ts';
import { honoursAccessEntries } from '../../shared/model/cluster.ts';
import {
  createEstate,
  type Estate,
  type FactMap,
  factOf,
  membersOf,
  mergeFacts,
} from '../../shared/model/estate.ts';
import { isPresent } from '../../shared/model/fact.ts';
import { factKeys, readKey } from '../../shared/model/fact-key.ts';
import type { EventRequest } from '../../shared/model/reading.ts';
import type { EstateSource } from '../../shared/ports/estate-source.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { RejectedRecords } from '../../shared/ports/rejected-records.ts';
import { collect } from '../collect.ts';
import { type EventHint, parseCloudTrailEvent } from '../events/cloud-trail-event.ts';

export interface AccessChangePorts extends CommitPorts {
  readonly source: EstateSource<EventRequest>;
  readonly rejected: RejectedRecords;
  readonly metrics: Metrics;
}

/** One message of the queue: an EventBridge event as text. */
export interface QueuedEvent {
  readonly messageId: string;
  readonly body: string;
}

export interface AccessChangeResult {
  /** Messages to be delivered again: reading for them failed in a way that time may cure. */
  readonly failed: readonly FailedMessage[];
  readonly rejected: number;
  readonly ignored: number;
  /** Steps of findings; undefined when there was nothing to commit. */
  readonly transitions?: number;
}

interface FailedMessage {
  readonly messageId: string;
  readonly reason: string;
}

interface Heard {
  readonly messageId: string;
  readonly hint: EventHint;
}

/** Somebody changed who may reach a cluster: reads again what the events name, and commits it. */
export async function accessChange(
  ports: AccessChangePorts,
  events: readonly QueuedEvent[],
): Promise<AccessChangeResult> {
  const { heard, rejected, ignored } = await understand(ports, events);
  if (heard.length === 0) return { failed: [], rejected, ignored };

  const known = await loadFacts(ports.estates, await ports.estates.head());
  const estate = createEstate(ports.account, known ?? new Map());
  const { facts, changes, failed } = await readAll(ports, estate, heard);
  if (changes.length === 0) return { failed, rejected, ignored };

  const group = changes
    .map(({ actor }) => actor.eventId)
    .sort()
    .join(' ');
  const { transitions } = await commit(ports, { facts, changes, group });
  return { failed, rejected, ignored, transitions: transitions.length };
}

async function understand(ports: AccessChangePorts, events: readonly QueuedEvent[]) {
  const heard: Heard[] = [];
  let rejected = 0;
  let ignored = 0;
  for (const { messageId, body } of events) {
    const parsed = parseCloudTrailEvent(body, ports.account.accountId);
    if (parsed.kind === 'rejected') {
      await ports.rejected.reject({ messageId, body, reason: parsed.reason });
      rejected += 1;
    } else if (parsed.kind === 'ignored' || !isWatched(ports, parsed.hint)) {
      ignored += 1;
    } else {
      heard.push({ messageId, hint: parsed.hint });
    }
  }
  ports.metrics.count('RecordsRejected', rejected);
  return { heard, rejected, ignored };
}

function isWatched({ config }: AccessChangePorts, { request }: EventHint): boolean {
  return request.kind !== 'accessEntry' || config.regions.includes(request.cluster.region);
}

async function readAll(ports: AccessChangePorts, estate: Estate, heard: readonly Heard[]) {
  const readings = await Promise.allSettled(heard.map(({ hint }) => read(ports, estate, hint)));
  let facts: FactMap = new Map();
  const changes: Change[] = [];
  const failed: FailedMessage[] = [];
  for (const [index, { messageId, hint }] of heard.entries()) {
    const reading = readings[index];
    if (reading?.status !== 'fulfilled') {
      failed.push({ messageId, reason: String(reading?.reason) });
      continue;
    }
    ports.metrics.count('EventLag', (ports.clock() - hint.actor.eventTime) / 1000);
    facts = mergeFacts(facts, reading.value.facts);
    changes.push({ actor: hint.actor, explains: reading.value.explains });
  }
  return { facts, changes, failed };
}

interface Reading {
  readonly facts: FactMap;
  readonly explains: Change['explains'];
}

/**
 * What the event names, which is all that the event explains. All of the cluster too, where it is not known yet,
 * or known to have no access entries: the event proves that its authentication mode has changed.
 */
async function read(ports: AccessChangePorts, estate: Estate, hint: EventHint): Promise<Reading> {
  const { source, account } = ports;
  const request = withRoleArn(estate, hint.request);
  const named = await collect(source, account, request);
  const explains = [...named.keys()].filter((key) => hint.explains.includes(readKey(key).fact));
  if (request.kind !== 'accessEntry') return { facts: named, explains };
  const { cluster } = request;
  const known = factOf(estate, factKeys.cluster(cluster));
  if (isPresent(known) && honoursAccessEntries(known.value)) return { facts: named, explains };
  const whole = await collect(source, account, { kind: 'cluster', cluster });
  return { facts: mergeFacts(whole, named), explains };
}

/** Events name a role without its path; the stored estate knows the whole ARN, which a deleted role can no longer tell. */
function withRoleArn(estate: Estate, request: EventRequest): EventRequest {
  if (request.kind !== 'role' || request.roleArn !== undefined) return request;
  const roleArn = knownOf(membersOf(estate, factKeys.roles())).find(
    (arn) => parseIamArn(arn)?.name === request.roleName,
  );
  return roleArn === undefined ? request : { ...request, roleArn };
}
