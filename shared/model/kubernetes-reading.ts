import type { ClusterRef } from './cluster.ts';

/** A cluster's API server, as EKS describes it. */
export interface KubernetesTarget {
  readonly cluster: ClusterRef;
  /** With its scheme. */
  readonly endpoint: string;
  /** Base64 of PEM: of the cluster, and of one that is to succeed it. */
  readonly certificateAuthorities: readonly string[];
  /** Whether the endpoint can be reached from outside the cluster's network. */
  readonly isPublic: boolean;
  /** Which lists, as `namespaces` or `rolebindings.rbac.authorization.k8s.io`; absent for all that we read. */
  readonly resources?: readonly string[];
}

/** What a reader that runs elsewhere is asked for. */
export interface KubernetesRequest extends KubernetesTarget {
  /** Of the keys of the lists: `kubernetes/<accountId>/<id>/`. Behind it comes the path in a snapshot. */
  readonly prefix: string;
  /** How long the reading may take, in milliseconds. */
  readonly timeLimit: number;
}

/** What it says when it is done, by paths in a snapshot. `readAt` is milliseconds since the epoch. */
export interface KubernetesReply {
  readonly written: readonly { readonly path: string; readonly readAt: number }[];
  readonly unread: readonly {
    readonly path: string;
    readonly readAt: number;
    readonly reason: string;
  }[];
}
