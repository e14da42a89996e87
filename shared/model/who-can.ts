import type { ClusterRef } from './cluster.ts';
import type { Reach } from './power.ts';

/** One step from somebody to a rule, in the words of whoever would look it up. */
export interface Link {
  readonly kind: LinkKind;
  readonly name: string;
}

type LinkKind =
  | 'access entry'
  | 'aws-auth'
  | 'access policy'
  | 'username'
  | 'group'
  | 'binding'
  | 'role'
  | 'rule';

/** One way in which somebody may do what was asked. */
export interface WayToDo {
  /** The ARN of a principal, or the pattern that aws-auth has; otherwise a subject of RBAC, as `subjectName` has it. */
  readonly who: string;
  readonly chain: readonly Link[];
  readonly reach: Reach;
  /** Only objects of these names; absent for all, and where one name was asked about. */
  readonly names?: readonly string[];
}

/** Who can do something in one cluster. */
export interface WhoCan {
  readonly cluster: ClusterRef;
  readonly ways: readonly WayToDo[];
  readonly gaps: Gaps;
}

/** What an answer about a cluster leaves out, each in a sentence. */
export interface Gaps {
  /** Could not be read, and why. */
  readonly unread: readonly string[];
  /** Was read, and nobody knows what it gives. */
  readonly unknown: readonly string[];
}

/** What somebody may do in one cluster. */
export interface AccessOf {
  readonly cluster: ClusterRef;
  /** By what IAM lets them in; none for a subject of bindings, and for a principal that is not let in. */
  readonly letInBy: readonly Link[];
  /** Over the whole cluster first, then where it is more. */
  readonly matrices: readonly AccessMatrix[];
  readonly rules: readonly Pick<WayToDo, 'chain' | 'reach'>[];
  readonly gaps: Gaps;
}

/** Verbs on the resources that matter; those of which nothing may be done are left out. */
export interface AccessMatrix {
  readonly reach: Reach;
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Of objects of certain names alone. */
  readonly someVerbs: readonly string[];
}
