import type { Actor } from './change.ts';
import type { ClusterRef } from './cluster.ts';
import type { Severity } from './severity.ts';

/**
 * What only events show: a grant that came and went between two looks, or that its own beneficiary made.
 * Told once, kept for a while, never open or resolved: nothing of it is seen in state.
 */
export interface Observation {
  /** Of the event that granted: the same event makes the same observation. */
  readonly id: string;
  readonly ruleId: string;
  readonly kind: 'short-lived' | 'self-granted';
  readonly severity: Severity;
  readonly at: number;
  readonly cluster: ClusterRef;
  readonly principalArn: string;
  /** In human words: `AmazonEKSClusterAdminPolicy over the whole cluster`. */
  readonly grant: string;
  readonly grantedBy: Actor;
  readonly removedBy?: Actor;
}

/** A call that grants access to a cluster, or takes a grant back. */
export interface GrantEvent {
  /** The access entry or Pod Identity association that is granted or that holds the policy, as its fact is named. */
  readonly grantId: string;
  /** The access policy, where one is granted or taken away; without it the whole entry is. */
  readonly policyArn?: string;
  readonly kind: 'granted' | 'removed';
  readonly cluster: ClusterRef;
  readonly principalArn: string;
  readonly grant: string;
  readonly actor: Actor;
}
