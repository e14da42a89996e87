import type { GrantEvent } from '../../../shared/model/observation.ts';
import type { EventRequest, ReadRequest } from '../../../shared/model/reading.ts';
import type { ValueChange } from '../../../shared/model/value-change.ts';
import type { ClusterThing } from '../../../shared/ports/looks.ts';
import type { Call } from '../call.ts';

/** One event that can change who gets into a cluster, or harm what watches that: a row of the table. */
export interface CataloguedEvent {
  /** As CloudTrail spells it. */
  readonly eventName: string;
  /** The API's own name where CloudTrail's is another. */
  readonly operation?: Operation;
  /** What to look at again, which is never nothing for lack of parameters. */
  readonly touches: (call: Call) => Touch;
  /** What the call is documented to write. */
  readonly effect: (call: Call) => Effect;
  readonly grants?: (call: Call) => readonly Grant[];
}

interface Operation {
  readonly name: string;
  /** Where it is written that CloudTrail uses another name. */
  readonly source: string;
}

/** What an event gives cause to look at. */
export interface Touch {
  /** Single things, each a handful of calls. */
  readonly reads?: readonly EventRequest[];
  /** What takes more calls than that. */
  readonly sweeps?: readonly ReadRequest[];
  /** What is not done yet when the call returns. */
  readonly settling?: ClusterThing;
}

/** The values a call writes to facts, or why they cannot be told from its record alone: nothing is guessed. */
export type Effect =
  | { readonly changes: readonly ValueChange[] }
  | {
      readonly underivable: string;
      /** Of those values the ones that are known. */
      readonly written?: readonly ValueChange[];
    };

export type Grant = Omit<GrantEvent, 'actor'>;

/** The events of one service. */
export interface EventGroup {
  /** EventBridge's `source`: only AWS itself can send one that begins with `aws.`. */
  readonly source: string;
  /** CloudTrail's `eventSource`. */
  readonly eventSource: string;
  readonly where: Where;
  readonly events: readonly CataloguedEvent[];
}

/**
 * Where the events of a group are of interest: in watched Regions, in the partition's IAM Region, which alone records those
 * of IAM, in both, or in the home Region, where our own deployment is.
 */
export type Where = 'watched' | 'iam' | 'everywhere' | 'home';
