import type { Cluster, ClusterRef } from './cluster.ts';
import type { Power, PowerLevel } from './power.ts';
import type { Gaps, Link } from './who-can.ts';

/** Who has which power in one cluster, and by what: all that a picture of it takes. */
export interface AccessMap {
  readonly cluster: ClusterRef;
  /** Undefined where its settings were not read. */
  readonly described: Cluster | undefined;
  /** Strongest first. */
  readonly grants: readonly MappedGrant[];
  /** Somebody a row, strongest first. */
  readonly rows: readonly PowerRow[];
  /** By name, as far as they are known, and the patterns of grants that none of them has. */
  readonly namespaces: readonly string[];
  readonly workloads: readonly WorkloadIdentity[];
  readonly gaps: Gaps;
}

/** One power of somebody, by one chain. */
export interface MappedGrant {
  /** The ARN of a principal, or the pattern that aws-auth has; otherwise a subject of RBAC, as `subjectName` has it. */
  readonly who: string;
  /** What lets them in first, where IAM does; then the access policy, or the names and the binding. */
  readonly chain: readonly Link[];
  /** Absent where nobody knows what the grant gives. Of level `none` for somebody who is let in and may do nothing. */
  readonly power?: Power;
}

/** The IAM role that pods of a service account get. */
export interface WorkloadIdentity {
  /** `namespace/name`. */
  readonly serviceAccount: string;
  readonly by: 'Pod Identity' | 'IRSA';
  readonly roleArn: string;
  /** The role that it goes on to assume. */
  readonly targetRoleArn?: string;
}

/** All that somebody has, place by place. */
export interface PowerRow {
  readonly who: string;
  readonly overCluster: PowerLevel;
  /** By namespace, or a pattern: only where it is more than over the whole cluster. */
  readonly inNamespaces: ReadonlyMap<string, PowerLevel>;
  /** Whether there may be more: what one of the grants gives is not known. */
  readonly isPartlyKnown: boolean;
}
