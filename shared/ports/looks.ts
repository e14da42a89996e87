import type { Look } from '../model/look.ts';

export type { ClusterThing, Look } from '../model/look.ts';

/** Looks that are due later, kept by a queue that delivers them at least once. */
export interface Looks {
  /** At most 900 seconds. */
  after(seconds: number, look: Look): Promise<void>;
}
