import type {
  FoundFunction,
  FoundRule,
  MonitorFunction,
  MonitorHeartbeat,
  MonitorKey,
  MonitorQueue,
  MonitorRule,
  MonitorSweep,
  MonitorTopic,
} from '../../shared/model/monitor.ts';

const place = { stack: 'Gatewatch', region: 'eu-west-1' } as const;

export const changesArn = 'arn:aws:sqs:eu-west-1:012345678901:changes';
export const operationsArn = 'arn:aws:sns:eu-west-1:012345678901:operations';

export const toChanges = { Id: 'Target0', Arn: changesArn };
export const toOperations = { Id: 'Target1', Arn: operationsArn, Input: '"tampered"' };

const foundRule: FoundRule = {
  state: 'ENABLED',
  pattern: { source: ['aws.eks'] },
  targets: [toChanges, toOperations],
};

/** A rule on the default bus, as deployed but for what is given. */
export function monitorRule(
  found: Partial<FoundRule> = {},
  expected: Partial<MonitorRule['expected']> = {},
): MonitorRule {
  return {
    kind: 'rule',
    expected: {
      ...{ kind: 'rule', ...place, name: 'gatewatch-eks', pattern: { source: ['aws.eks'] } },
      targets: [toChanges, toOperations],
      ...expected,
    },
    found: { ...foundRule, ...found },
  };
}

export const enabledSource = { uuid: 'u-1', arn: changesArn, state: 'Enabled' } as const;

export function monitorFunction(found: Partial<FoundFunction> = {}): MonitorFunction {
  return {
    kind: 'function',
    expected: {
      kind: 'function',
      ...place,
      name: 'gatewatch-access-change',
      eventSources: [changesArn],
    },
    found: { eventSources: [enabledSource], ...found },
  };
}

export function monitorTopic(
  subscribers: number,
  confirmed: number,
  pending: number,
): MonitorTopic {
  return {
    kind: 'topic',
    expected: { kind: 'topic', ...place, name: 'operations', arn: operationsArn, subscribers },
    found: { confirmed, pending },
  };
}

export function monitorQueue(messages?: number): MonitorQueue {
  const url = 'https://sqs.eu-west-1.amazonaws.com/012345678901/rejected';
  return {
    kind: 'queue',
    expected: { kind: 'queue', ...place, name: 'rejected', url, forFailures: true },
    found: messages === undefined ? {} : { messages },
  };
}

export function monitorKey(state: string): MonitorKey {
  const arn = 'arn:aws:kms:eu-west-1:012345678901:key/k-1';
  return {
    kind: 'key',
    expected: { kind: 'key', ...place, name: 'k-1', arn },
    found: { state },
  };
}

/** As it is where the thing has been deleted. */
export function deleted<P extends { readonly found?: unknown }>({ found: _, ...part }: P) {
  return part;
}

const hour = 3_600_000;
const now = Date.parse('2026-11-21T12:00:00Z');

/** Looked at at noon; sweeps have to be no more than 13 hours apart. */
export function monitorSweep(completed?: string): MonitorSweep {
  return {
    kind: 'sweep',
    asOf: now,
    maximumAge: 13 * hour,
    functionName: 'gatewatch-sweep',
    ...(completed !== undefined && { completedAt: Date.parse(completed) }),
  };
}

/** Looked at at noon; a heartbeat has to be heard within half an hour. */
export function monitorHeartbeat(sent: string, heard?: string): MonitorHeartbeat {
  return {
    kind: 'heartbeat',
    asOf: now,
    maximumAge: hour / 2,
    sentAt: Date.parse(sent),
    ...(heard !== undefined && { heardAt: Date.parse(heard) }),
  };
}
