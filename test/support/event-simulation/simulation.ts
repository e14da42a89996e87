import type fc from 'fast-check';
import type { AlertMessage } from '../../../shared/ports/alert-sink.ts';
import { cloudTrailEvent } from '../cloud-trail-events.ts';
import { type Deed, type Done, perform } from './deeds.ts';
import { gatewatchFunctions } from './gatewatch-functions.ts';
import { createGround, type Ground, type Plan } from './ground.ts';
import { judge, sayingOf } from './judge.ts';
import type { Stores } from './stores.ts';

/** Something that happens while others are at work. */
export type Step =
  | { readonly kind: 'deed'; readonly by: string; readonly deed: Deed; readonly deliveries: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'alert' }
  /** Time passes, in seconds, and every look that is due by then is delivered so often. */
  | { readonly kind: 'wait'; readonly seconds: number; readonly deliveries: number };

/** A deed, who did it, and the event that tells of it. */
export interface Logged extends Done {
  readonly eventId: string;
  readonly by: string;
}

export interface EventSimulation {
  readonly log: readonly Logged[];
  readonly sent: readonly AlertMessage[];
  readonly stores: Stores;
  /** Lets it all happen while the functions run among each other. */
  run(steps: readonly Step[]): Promise<void>;
  /** Until no message, no look and no scoped sweep waits. */
  drain(): Promise<void>;
  /** A sweep of the account that nothing disturbs. */
  sweep(): Promise<void>;
  /** The findings that are open, without their history. */
  live(): Promise<readonly string[]>;
  /** What a sweep on fresh stores finds. */
  fresh(): Promise<readonly string[]>;
}

/** Somewhat more than a lease lives, in seconds. */
const leaseLife = 17 * 60;

export function createEventSimulation(scheduler: fc.Scheduler, plan: Plan): EventSimulation {
  const ground = createGround(scheduler, plan);
  const functions = gatewatchFunctions(ground);
  const { stores } = ground;
  const queue = changesQueue(ground, functions.hear);
  const log: Logged[] = [];

  function happen(step: Step): void {
    switch (step.kind) {
      case 'deed':
        act(step);
        break;
      case 'sweep':
        ground.spawn(() => functions.invoke({}));
        break;
      case 'alert':
        ground.spawn(functions.alert);
        break;
      case 'wait':
        ground.wait(step.seconds);
        deliverLooks(step.deliveries);
    }
  }

  function act({ deed, by, deliveries }: Extract<Step, { kind: 'deed' }>): void {
    const at = ground.clock();
    const done = perform(ground.world, deed, at);
    ground.world = done.after;
    const eventId = `event-${log.length + 1}`;
    log.push({ ...done, eventId, by });
    const userIdentity = {
      type: 'IAMUser',
      userName: by,
      arn: `arn:aws:iam::012345678901:user/${by}`,
    };
    const eventTime = new Date(Math.floor(at / 1000) * 1000).toISOString();
    const body = cloudTrailEvent({ ...done.told, eventID: eventId, eventTime, userIdentity });
    for (let n = 0; n < deliveries; n += 1) queue.arrive(body);
  }

  function deliverLooks(deliveries: number): void {
    for (const look of stores.looks.take()) {
      const body = JSON.stringify({ gatewatch: 'look', look });
      for (let n = 0; n < deliveries; n += 1) queue.arrive(body);
    }
  }

  async function drain(): Promise<void> {
    await ground.settle();
    const [next] = stores.looks.pending();
    const isWaiting = (await stores.scopedSweeps.waiting()).length > 0;
    if (next === undefined && !isWaiting) return;
    if (next !== undefined) {
      ground.wait(Math.max(0, (next.dueAt - ground.clock()) / 1000));
      deliverLooks(1);
    } else {
      // Whoever held the lease may have died with it.
      ground.wait(leaseLife);
      ground.spawn(() => functions.invoke({ waiting: true }));
    }
    await drain();
  }

  async function sweep(): Promise<void> {
    await ground.settle();
    ground.wait(leaseLife);
    ground.isCalm = true;
    await functions.invoke({});
    await ground.settle();
    ground.isCalm = false;
  }

  return {
    log,
    sent: functions.sent,
    stores,
    run: (steps) =>
      scheduler.waitFor(
        (async () => {
          for (const step of steps) {
            await ground.pause('step');
            happen(step);
          }
          await ground.settle();
        })(),
      ),
    drain: () => scheduler.waitFor(drain()),
    sweep: () => scheduler.waitFor(sweep()),
    live: async () => {
      const all = await stores.findings.all();
      return all
        .filter(({ status }) => status === 'open')
        .map(sayingOf)
        .sort();
    },
    fresh: async () => (await judge(ground.world)).map(sayingOf).sort(),
  };
}

/** Messages come in any order, one to three at a time, and come again until they were handled. */
function changesQueue(
  ground: Ground,
  hear: (bodies: readonly string[]) => Promise<readonly string[]>,
) {
  const waiting: string[] = [];
  let batches = 0;
  async function consume(): Promise<void> {
    batches += 1;
    const batch = waiting.splice(0, 1 + (batches % 3));
    if (batch.length === 0) return;
    for (const body of await hear(batch)) arrive(body);
  }
  function arrive(body: string): void {
    ground.spawn(async () => {
      await ground.pause('arrival');
      waiting.push(body);
      await ground.pause('poll');
      await consume();
    });
  }
  return { arrive };
}
