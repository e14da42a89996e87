import type { ClusterScene, FoundGrant } from './cluster-grant.ts';

/** One way of opening a cluster to somebody, with the actions that it takes. */
export interface ClusterAccessRow {
  /** Permanent: it is in the evidence of findings. */
  readonly id: string;
  /** What the principal does, after `it can`. */
  readonly does: string;
  readonly actions: readonly string[];
  /** Where it is described. */
  readonly source: string;
  /** Rows that make this one no news, where they make somebody cluster admin for certain. */
  readonly impliedBy?: readonly string[];
  readonly find: (scene: ClusterScene) => Iterable<FoundGrant>;
}
