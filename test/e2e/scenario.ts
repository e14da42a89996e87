import type { World } from './world.ts';

/** One promise of the deployed system. Scenarios run one after another, each in the world that those before it left. */
export interface Scenario {
  readonly name: string;
  /** Throws when the promise is not kept. */
  readonly run: (world: World) => Promise<void>;
}
