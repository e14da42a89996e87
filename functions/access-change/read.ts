import { type Estate, type FactMap, factOf, mergeFacts } from '../../shared/model/estate.ts';
import { isPresent } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import { canonicalJson } from '../../shared/model/json.ts';
import type { EventRequest } from '../../shared/model/reading.ts';
import type { ScopedSweep } from '../../shared/ports/scoped-sweeps.ts';
import { collectEvent } from '../collect-event.ts';
import type { AccessChangePorts } from './access-change.ts';
import { afterStatus } from './status-looks.ts';
import type { Task } from './task.ts';

export interface FailedMessage {
  readonly messageId: string;
  readonly reason: string;
}

export interface ReadTasks {
  /** Tasks whose reading succeeded, with what came of it. */
  readonly done: readonly DoneTask[];
  readonly failed: readonly FailedMessage[];
}

export interface DoneTask extends Task {
  readonly facts: FactMap;
}

/** Reads what tasks ask for, each thing once, and asks for the progress of what is under way. */
export async function readTasks(
  ports: AccessChangePorts,
  estate: Estate,
  tasks: readonly Task[],
): Promise<ReadTasks> {
  const knows = (policyArn: string) => isPresent(factOf(estate, factKeys.managedPolicy(policyArn)));
  const readings = new Map<string, ReturnType<typeof collectEvent>>();
  const readOnce = (request: EventRequest) => {
    const id = canonicalJson(request);
    const reading = readings.get(id) ?? collectEvent(ports.source, ports.account, request, knows);
    readings.set(id, reading);
    return reading;
  };
  const outcomes = await Promise.allSettled(
    tasks.map(async (task): Promise<DoneTask> => {
      const read = await Promise.all(task.reads.map(readOnce));
      const deferred = read.flatMap((one) => one.deferred);
      const progress = await progressOf(ports, task);
      return {
        ...task,
        facts: read.map(({ facts }) => facts).reduce(mergeFacts, task.told ?? new Map()),
        sweeps: [...task.sweeps, ...progress.sweeps, ...asScoped(task, deferred)],
        looks: [...task.looks, ...progress.looks],
      };
    }),
  );
  return {
    done: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    failed: outcomes.flatMap((outcome, index) =>
      outcome.status === 'fulfilled'
        ? []
        : [{ messageId: tasks[index]?.messageId ?? '', reason: String(outcome.reason) }],
    ),
  };
}

function asScoped(
  { changes }: Task,
  requests: readonly ScopedSweep['request'][],
): readonly ScopedSweep[] {
  return requests.flatMap((request) => changes.map((change) => ({ request, change })));
}

async function progressOf(ports: AccessChangePorts, { status: look }: Task) {
  if (look === undefined) return { looks: [], sweeps: [] };
  return afterStatus(look, await ports.status.statusOf(look.thing), ports.clock());
}
