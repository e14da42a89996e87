import { changesQueue } from './changes-queue.ts';
import type { Deed } from './deeds.ts';
import { type GatewatchFunctions, gatewatchFunctions } from './gatewatch-functions.ts';
import { createGround, type Ground, type Pause, type Plan } from './ground.ts';
import { judge, sayingOf } from './judge.ts';
import { createPeople, type People } from './people.ts';

/** Something that happens while others are at work. */
export type Step =
  | { readonly kind: 'deed'; readonly by: string; readonly deed: Deed; readonly deliveries: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'alert' }
  /** Time passes, in seconds, and every look that is due by then is delivered so often. */
  | { readonly kind: 'wait'; readonly seconds: number; readonly deliveries: number };

export interface EventSimulation extends People, GatewatchFunctions {
  readonly ground: Ground;
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

export function createEventSimulation(pause: Pause, plan: Plan): EventSimulation {
  const ground = createGround(pause, plan);
  const functions = gatewatchFunctions(ground);
  const people = createPeople(ground);
  const { stores } = ground;
  const queue = changesQueue(ground, functions.hear);

  function arrive(body: string, deliveries: number): void {
    for (let n = 0; n < deliveries; n += 1) queue.arrive(body);
  }

  function deliverLooks(deliveries: number): void {
    for (const look of stores.looks.take()) {
      arrive(JSON.stringify({ gatewatch: 'look', look }), deliveries);
    }
  }

  function happen(step: Step): void {
    switch (step.kind) {
      case 'deed':
        arrive(people.act(step.by, step.deed), step.deliveries);
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

  return {
    ...people,
    ...functions,
    ground,
    run: async (steps) => {
      for (const step of steps) {
        await ground.pause('step');
        happen(step);
      }
      await ground.settle();
    },
    drain,
    sweep: async () => {
      await ground.settle();
      ground.wait(leaseLife);
      ground.isCalm = true;
      await functions.invoke({});
      await ground.settle();
      ground.isCalm = false;
    },
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
