import type { Fact } from '../model/fact.ts';
import type { FactKey } from '../model/fact-key.ts';

/** A share of an estate's facts: one cluster, one Region's list, the trails, or a shard of IAM. */
export interface Part {
  readonly schemaVersion: number;
  readonly name: string;
  readonly facts: readonly (readonly [FactKey<unknown>, Fact<unknown>])[];
}

/** Points at the current estate of an account. */
export interface Head {
  /** Grows by one with every commit. */
  readonly seq: number;
  readonly schemaVersion: number;
  /** Content hash of each part, by part name. */
  readonly parts: Readonly<Record<string, string>>;
  readonly previousParts: Readonly<Record<string, string>>;
  readonly catalogueHash: string;
  readonly configHash: string;
  /** Set until an account's first sweep has ended: its run id, or empty before it has begun. */
  readonly baselineRun?: string;
}

/** Immutable parts and the one pointer at them. */
export interface EstateStore {
  /** Consistent: sees every `moveHead` that succeeded before. */
  head(): Promise<Head | undefined>;
  /** Undefined when the object is gone. */
  part(name: string, hash: string): Promise<Part | undefined>;
  /** Writing the same content twice is the same as once. */
  putPart(hash: string, part: Part): Promise<void>;
  /** Moves HEAD if it still stands at `from` (undefined: there is none yet). False when somebody else moved it. */
  moveHead(from: number | undefined, to: Head): Promise<boolean>;
}
