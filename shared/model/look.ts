import type { Change } from './change.ts';
import type { ClusterRef } from './cluster.ts';
import type { EventRequest } from './reading.ts';

/** Another look that is due later. */
export type Look =
  /** At what an event named, once AWS has settled. */
  | { readonly kind: 'again'; readonly request: EventRequest; readonly changes: readonly Change[] }
  /** At something that is CREATING, UPDATING or DELETING. */
  | {
      readonly kind: 'status';
      readonly thing: ClusterThing;
      readonly changes: readonly Change[];
      /** How many such looks there were. */
      readonly attempt: number;
      /** When the first was asked for, in milliseconds since the epoch. */
      readonly since: number;
    }
  /** At findings that flap: whether they have come to rest. */
  | { readonly kind: 'flapping' };

/** A cluster, or something that belongs to it and has a status of its own. */
export interface ClusterThing {
  readonly cluster: ClusterRef;
  readonly part?: {
    readonly kind: 'nodegroup' | 'fargateProfile' | 'addon' | 'capability' | 'update';
    readonly name: string;
  };
}
