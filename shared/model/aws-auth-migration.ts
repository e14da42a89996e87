import type { ClusterRef } from './cluster.ts';

/** The way from aws-auth to access entries, for one cluster. */
export interface MigrationPlan {
  readonly cluster: ClusterRef;
  /** As it is now; CONFIG_MAP where EKS tells none. */
  readonly authenticationMode: string;
  /** Every line of aws-auth, by key and place. */
  readonly lines: readonly MigratedLine[];
  readonly entries: readonly PlannedEntry[];
  /** In the order in which they are safe. */
  readonly steps: readonly MigrationStep[];
}

/**
 * What becomes of a line:
 * - CARRIED: an entry gives the same;
 * - NARROWED: an entry gives a part of it;
 * - DECISION: it makes an administrator, and somebody has to want that;
 * - SHADOWED: its principal has an entry already, and that counts;
 * - LEFT: it lets somebody in, and no entry can;
 * - DEAD: it lets in nobody;
 * - UNDECIDED: what it takes to tell was not read.
 */
export type LineOutcome =
  | 'CARRIED'
  | 'NARROWED'
  | 'DECISION'
  | 'SHADOWED'
  | 'LEFT'
  | 'DEAD'
  | 'UNDECIDED';

export interface MigratedLine {
  /** `mapRoles`, `mapUsers` or `mapAccounts`; another key of the ConfigMap where nobody reads it. */
  readonly key: string;
  /** Place among the entries of its key, from 0; absent where it is all of the key. */
  readonly place?: number;
  /** The ARN, pattern or account as it is written; absent for what was not understood. */
  readonly principal?: string;
  readonly outcome: LineOutcome;
  /** Sentences without their full stop. */
  readonly reasons: readonly string[];
}

export interface PlannedEntry {
  /** With its path, which aws-auth does not know. */
  readonly principalArn: string;
  readonly type: string;
  /** Absent where EKS is to choose it. */
  readonly username?: string;
  readonly kubernetesGroups: readonly string[];
  readonly decision?: AdminDecision;
}

/** Not taken for anybody: as long as nobody does, the entry is not made and the line stays. */
interface AdminDecision {
  /** `cluster-admin PRINCIPAL`. */
  readonly name: string;
  readonly policyArn: string;
}

export interface MigrationStep {
  readonly title: string;
  /** What to know before. */
  readonly notes: readonly string[];
  readonly commands: readonly string[];
  /** What shows that it worked. */
  readonly verify: readonly string[];
  readonly rollback: readonly string[];
  /** Why there is no way back; a step with it has no rollback. */
  readonly oneWay?: string;
  /** What has to be settled by somebody first; a step with it is not for running as it stands. */
  readonly waitsFor?: string;
}
