import type { ClusterRef } from '../model/cluster.ts';
import type { FactKey } from '../model/fact-key.ts';
import type { Role } from '../model/principal.ts';
import type { Facts } from './facts.ts';

/** A role that workloads or capabilities use, and how they come by it. */
export interface WorkloadRole {
  readonly role: Role;
  /** At least one, sorted by what they are and where. */
  readonly uses: readonly RoleUse[];
  /** Where clusters could not be looked through, there may be more uses than these. */
  readonly hidden?: Hidden;
}

/** Something unread on the way, and why. */
export interface Hidden {
  readonly key: FactKey<unknown>;
  readonly reason: string;
}

/** For a rule that turns on all uses or all clusters of a role: its verdict is incomplete where some may be hidden. */
export function needAll(facts: Facts, { hidden }: { readonly hidden?: Hidden }): void {
  if (hidden !== undefined) facts.markUnread(hidden.key, hidden.reason);
}

export type RoleUse =
  /** Its trust policy lets in tokens of an EKS cluster's OIDC provider. */
  | { readonly kind: 'irsa' }
  /** Its trust policy lets in pods.eks.amazonaws.com. */
  | { readonly kind: 'pod-identity' }
  /** A Pod Identity association hands it out, or hands out a role that goes on to it. */
  | {
      readonly kind: 'association' | 'target';
      readonly cluster: ClusterRef;
      readonly namespace: string;
      readonly serviceAccount: string;
    }
  | { readonly kind: 'capability'; readonly cluster: ClusterRef; readonly capability: string };

/** A role whose credentials are on nodes. */
export interface NodeRole {
  readonly role: Role;
  /** The clusters whose nodes have it, by node group, access entry or Auto Mode; sorted. */
  readonly clusters: readonly ClusterRef[];
  /** Where clusters could not be looked through, there may be more than these. */
  readonly hidden?: Hidden;
}

/** Who might hand out access: the account as a whole, or one role or user of it. */
export type Grantor =
  | { readonly kind: 'account' }
  | { readonly kind: 'role' | 'user'; readonly arn: string };
