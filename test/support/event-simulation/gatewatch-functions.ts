import { accessChange } from '../../../functions/access-change/access-change.ts';
import type { QueuedMessage } from '../../../functions/access-change/task.ts';
import { wakingSweeps } from '../../../functions/adapters/waking-sweeps.ts';
import { deliverOwed } from '../../../functions/alert/alert.ts';
import { emailSink } from '../../../functions/alert/email-sink.ts';
import { sweep } from '../../../functions/sweep/sweep.ts';
import type { AlertMessage } from '../../../shared/model/alert.ts';
import type { EventRequest } from '../../../shared/model/reading.ts';
import { plainConfig } from '../config.ts';
import { sampleAccount } from '../estate.ts';
import { type Ground, isPassing } from './ground.ts';
import { judges } from './judge.ts';
import { eventSource, sweepSource } from './sources.ts';
import { storesOf } from './stores.ts';

export interface GatewatchFunctions {
  /** Hands a batch to the function that hears of changes; resolves to what has to be delivered again. */
  hear(bodies: readonly string[]): Promise<readonly string[]>;
  /** Invokes the sweep, and again where it died, as Lambda does with asynchronous invocations. */
  invoke(payload: object): Promise<void>;
  alert(): Promise<void>;
  /** What was published. */
  readonly sent: AlertMessage[];
  /** What events have had read. */
  readonly asked: EventRequest[];
  /** Why nothing can be published, if it cannot. */
  readonly topic: { fault?: (message: AlertMessage) => Error };
}

/** The three functions as they are deployed, each invocation a process that may die. */
export function gatewatchFunctions(ground: Ground): GatewatchFunctions {
  const { stores, clock } = ground;
  const sent: AlertMessage[] = [];
  const asked: EventRequest[] = [];
  const topic: GatewatchFunctions['topic'] = {};
  const common = {
    account: sampleAccount,
    catalogue: judges,
    catalogueHash: 'catalogue',
    config: plainConfig,
    configHash: 'config',
    clock,
    memory: {},
    metrics: { count: () => undefined },
  };
  let runs = 0;

  async function tryAgain(work: () => Promise<unknown>, times: number): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (times > 0) await tryAgain(work, times - 1);
    }
  }

  const functions: GatewatchFunctions = {
    sent,
    asked,
    topic,
    hear: async (bodies) => {
      const process = ground.process();
      const mine = storesOf(stores, process);
      const wake = {
        request: (payload: object) =>
          process.write('invoke', async () => ground.spawn(() => functions.invoke(payload))),
      };
      const messages = bodies.map((body, at): QueuedMessage => ({ messageId: `${at}`, body }));
      try {
        const { failed } = await accessChange(
          {
            ...common,
            ...mine,
            scopedSweeps: wakingSweeps(mine.scopedSweeps, wake),
            wholeSweep: wake,
            source: eventSource(ground.wireFor('events'), asked),
            status: { statusOf: async ({ cluster }) => statusOf(ground, cluster.name) },
            rejected: { reject: async ({ reason }) => Promise.reject(new Error(reason)) },
          },
          messages,
        );
        return failed.map(({ messageId }) => bodies[Number(messageId)] ?? '');
      } catch (error) {
        if (isPassing(error)) return bodies;
        throw error;
      }
    },
    invoke: (payload) =>
      tryAgain(async () => {
        const process = ground.process();
        await sweep(
          {
            ...common,
            ...storesOf(stores, process),
            source: sweepSource(ground.wireFor('sweeps')),
            reports: { put: async ({ name }) => name },
            again: {
              request: (next) =>
                process.write('again', async () => ground.spawn(() => functions.invoke(next))),
            },
            newRunId: () => {
              runs += 1;
              return `run-${runs}`;
            },
            timeLeft: () => Number.POSITIVE_INFINITY,
            progress: () => undefined,
          },
          payload,
        );
      }, 2),
    alert: async () => {
      const process = ground.process();
      const publish = (message: AlertMessage) =>
        process.write('publish', async () => {
          if (topic.fault !== undefined) throw topic.fault(message);
          sent.push(message);
        });
      const ports = {
        ...common,
        ...storesOf(stores, process),
        settings: plainConfig.alerts,
        homeRegion: 'eu-west-1',
        sink: emailSink({ publish }),
      };
      await tryAgain(() => deliverOwed(ports), 0);
    },
  };
  return functions;
}

function statusOf({ world }: Ground, cluster: string): string | undefined {
  return world.clusters[cluster] === undefined ? undefined : 'ACTIVE';
}
