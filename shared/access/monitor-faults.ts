import type {
  MonitorFunction,
  MonitorHeartbeat,
  MonitorKey,
  MonitorPart,
  MonitorQueue,
  MonitorSweep,
  MonitorTopic,
  There,
} from '../model/monitor.ts';
import type { Violation } from '../model/violation.ts';
import {
  cancelKeyDeletion,
  deleteFunctionConcurrency,
  enableEventSource,
  enableKey,
  lookAtMessages,
  subscribe,
  sweepNow,
} from './monitor-commands.ts';
import { ruleFaults } from './rule-faults.ts';

/** What is wrong with one part of our own deployment. */
export function* deploymentFaults(part: MonitorPart): Iterable<Violation> {
  switch (part.kind) {
    case 'sweep':
      return yield* sweepFaults(part);
    case 'heartbeat':
      return yield* heartbeatFaults(part);
    default:
      return isThere(part) ? yield* faultsOf(part) : yield goneViolation(part);
  }
}

type Part = Extract<MonitorPart, { readonly expected: unknown }>;

function isThere(part: Part): part is There<Part> {
  return part.found !== undefined;
}

function* faultsOf(part: There<Part>): Iterable<Violation> {
  switch (part.kind) {
    case 'rule':
      return yield* ruleFaults(part);
    case 'function':
      return yield* functionFaults(part);
    case 'topic':
      return yield* topicFaults(part);
    case 'queue':
      return yield* queueFaults(part);
    case 'key':
      return yield* keyFaults(part);
  }
}

function goneViolation({ expected: { kind, name, region } }: Part): Violation {
  return {
    key: 'gone',
    message: `The ${kind} ${name} in ${region} is gone.`,
    evidence: { name, region },
  };
}

function* functionFaults({ expected, found }: There<MonitorFunction>): Iterable<Violation> {
  const { name, region } = expected;
  if (found.reservedConcurrency === 0) {
    yield {
      key: 'throttled',
      message: `The function ${name} in ${region} may not run: no concurrency is left to it.`,
      evidence: { name, region, reservedConcurrency: 0 },
      command: deleteFunctionConcurrency(expected),
    };
  }
  for (const arn of expected.eventSources) {
    const source = found.eventSources.find((mapping) => mapping.arn === arn);
    if (source !== undefined && runningStates.includes(source.state)) continue;
    const state = source?.state ?? 'not there';
    yield {
      key: `event source ${arn}`,
      message: `The function ${name} in ${region} is not fed from ${arn}: the mapping is ${state}.`,
      evidence: { name, region, eventSource: arn, state },
      ...(source && { command: enableEventSource(expected, source) }),
    };
  }
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
const runningStates: readonly string[] = ['Creating', 'Enabling', 'Enabled', 'Updating'];

function* topicFaults({ expected, found }: There<MonitorTopic>): Iterable<Violation> {
  const { name, region, subscribers } = expected;
  if (subscribers === 0 || found.confirmed > 0) return;
  const { pending } = found;
  const why = pending > 0 ? `${pending} wait to be confirmed` : 'it has no subscription';
  yield {
    key: 'nobody hears',
    message: `Nobody hears what is told on the topic ${name} in ${region}: ${why}.`,
    evidence: { name, region, configured: subscribers, confirmed: 0, pending },
    command: subscribe(expected),
  };
}

function* queueFaults({ expected, found }: There<MonitorQueue>): Iterable<Violation> {
  const { name, region } = expected;
  const { messages = 0 } = found;
  if (messages === 0) return;
  yield {
    key: 'not empty',
    message: `Messages wait in the queue ${name} in ${region}, where things end that could not be dealt with.`,
    evidence: { name, region, messages },
    // One message more is no news.
    fingerprint: { name, region },
    command: lookAtMessages(expected),
  };
}

function* keyFaults({ expected, found }: There<MonitorKey>): Iterable<Violation> {
  const { name, region } = expected;
  const { state } = found;
  if (state === 'Enabled') return;
  yield {
    key: 'state',
    message: `The key ${name} in ${region} is ${state}: what is stored cannot be read without it.`,
    evidence: { name, region, state },
    ...(state === 'Disabled' && { command: enableKey(expected) }),
    ...(state === 'PendingDeletion' && { command: cancelKeyDeletion(expected) }),
  };
}

/** Before the first sweep has completed there is none to be late. */
function* sweepFaults(sweep: MonitorSweep): Iterable<Violation> {
  const { completedAt, asOf, maximumAge, functionName } = sweep;
  if (completedAt === undefined || asOf - completedAt <= maximumAge) return;
  const last = isoTime(completedAt);
  yield {
    key: 'late',
    message: `No sweep has completed since ${last}.`,
    evidence: { lastCompleted: last },
    command: sweepNow(functionName),
  };
}

function* heartbeatFaults(heartbeat: MonitorHeartbeat): Iterable<Violation> {
  const { sentAt, heardAt, asOf, maximumAge } = heartbeat;
  if (heardAt !== undefined || asOf - sentAt <= maximumAge) return;
  const sent = isoTime(sentAt);
  yield {
    key: 'unheard',
    message: `The change of a tag that was made at ${sent} to be heard of has not been heard of: events of IAM do not reach us.`,
    evidence: { sent },
    // Each sweep sends another: that the next is unheard too is no news.
    fingerprint: {},
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
