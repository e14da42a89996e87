import pLimit from 'p-limit';
import type { FactMap } from '../../shared/model/estate.ts';
import { type Fact, present, unread } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import { compareText } from '../../shared/model/json.ts';
import {
  type ExpectedPart,
  expectedPartName,
  type MonitorManifest,
  type MonitorPart,
} from '../../shared/model/monitor.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { awsFailure } from './aws-failure.ts';
import { type MonitorClients, monitorClients } from './monitor-clients.ts';
import { readMonitorPart } from './read-monitor-part.ts';

export interface MonitorOptions {
  readonly manifest: MonitorManifest;
  readonly clock: Clock;
  /** When the last sweep completed, in milliseconds since the epoch; undefined before the first has. */
  readonly lastSweep: () => Promise<number | undefined>;
  /** The heartbeat that says how the feed does; undefined before the first. */
  readonly heartbeat: () => Promise<
    { readonly sentAt: number; readonly heardAt?: number } | undefined
  >;
}

/**
 * Our own deployment as facts. They come as facts at once: no snapshot has a file for them, because where there is no
 * deployment there is nothing to read.
 */
export function monitorFacts(
  options: MonitorOptions,
  clients: MonitorClients = monitorClients,
): () => Promise<FactMap> {
  const limit = pLimit(8);
  return async () => {
    const { manifest, clock } = options;
    const readAt = clock();
    const parts = await limit.map(manifest.parts, (part) => deployedPart(clients, part, clock));
    const named = [...parts, ...(await recurringParts(options))];
    const names = named.map(([name]) => name).sort(compareText);
    return new Map<string, Fact<unknown>>([
      [factKeys.monitorParts(), present(names, readAt)],
      ...named.map(([name, fact]) => [factKeys.monitorPart(name), fact] as const),
    ]);
  };
}

type NamedPart = readonly [name: string, fact: Fact<MonitorPart>];

/** CloudTrail has to record the change of a tag and EventBridge to deliver it. In milliseconds. */
const heartbeatAge = 30 * 60_000;

async function deployedPart(
  clients: MonitorClients,
  expected: ExpectedPart,
  clock: Clock,
): Promise<NamedPart> {
  const name = expectedPartName(expected);
  const readAt = clock();
  try {
    return [name, present(await readMonitorPart(clients, expected), readAt)];
  } catch (error) {
    const { kind, reason } = awsFailure(error);
    const isGone = kind === 'gone' || (error instanceof Error && goneNames.has(error.name));
    if (!isGone) return [name, unread(reason, readAt)];
    return [name, present({ kind: expected.kind, expected } as MonitorPart, readAt)];
  }
}

/** What SNS, KMS and SQS call a thing that is not there, in both protocols of SQS. */
const goneNames: ReadonlySet<string> = new Set([
  'NotFound',
  'NotFoundException',
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
]);

/** The last sweep, and the heartbeat once there is one: both from our own table. */
async function recurringParts(options: MonitorOptions): Promise<readonly NamedPart[]> {
  const { manifest, clock, lastSweep, heartbeat } = options;
  const asOf = clock();
  const sweep = await ownPart('sweep', asOf, async () => {
    const completedAt = await lastSweep();
    const completed = completedAt === undefined ? {} : { completedAt };
    return { kind: 'sweep', asOf, ...manifest.sweep, ...completed };
  });
  const beat = await ownPart('heartbeat', asOf, async () => {
    const { sentAt, heardAt } = (await heartbeat()) ?? {};
    if (sentAt === undefined) return undefined;
    const heard = heardAt === undefined ? {} : { heardAt };
    return { kind: 'heartbeat', asOf, maximumAge: heartbeatAge, sentAt, ...heard };
  });
  return [...sweep, ...beat];
}

async function ownPart(
  name: 'sweep' | 'heartbeat',
  readAt: number,
  read: () => Promise<MonitorPart | undefined>,
): Promise<readonly NamedPart[]> {
  try {
    const part = await read();
    return part === undefined ? [] : [[name, present(part, readAt)]];
  } catch (error) {
    return [[name, unread(awsFailure(error).reason, readAt)]];
  }
}
