import type { ClusterRef } from './cluster.ts';
import type { FactMap } from './estate.ts';
import type { Json } from './json.ts';

/** What can be asked of an account. */
export type ReadRequest =
  /** Principals and their policies, identity providers, the account's quotas, and the organization's policies where they are known. */
  | { readonly kind: 'iam' }
  | { readonly kind: 'trails'; readonly regions: readonly string[] }
  | { readonly kind: 'clusters'; readonly region: string }
  /** What EKS offers in a Region, and what the account's new instances get there. */
  | { readonly kind: 'region'; readonly region: string }
  /** A cluster and everything that belongs to it. */
  | { readonly kind: 'cluster'; readonly cluster: ClusterRef }
  | {
      readonly kind: 'accessEntry';
      readonly cluster: ClusterRef;
      readonly principalArn: string;
    }
  /** A role, and the documents of the policies that are attached to it. */
  | {
      readonly kind: 'role';
      readonly roleName: string;
      /** As the stored estate or the event knows it: a missing role is absent under this ARN only, for a name has no path. */
      readonly roleArn?: string;
    }
  /** A user with the policies of its own and the groups it is in. */
  | { readonly kind: 'user'; readonly userName: string; readonly userArn?: string }
  /** A group with its policies. */
  | { readonly kind: 'group'; readonly groupName: string; readonly groupArn?: string }
  /** A managed policy and its default version. */
  | { readonly kind: 'managedPolicy'; readonly policyArn: string }
  | { readonly kind: 'oidcProvider'; readonly providerArn: string }
  | {
      readonly kind: 'podIdentityAssociation';
      readonly cluster: ClusterRef;
      readonly associationId: string;
      /** `namespace/serviceAccount`, where the event or the stored estate knows it: a missing association is absent under it only. */
      readonly serviceAccount?: string;
    }
  /** Objects of a cluster's Kubernetes API. */
  | {
      readonly kind: 'kubernetes';
      readonly cluster: ClusterRef;
      /** Which types, as `serviceaccounts` or `rolebindings.rbac.authorization.k8s.io`; absent for all that we read. */
      readonly resources?: readonly string[];
    }
  /** Our own deployment: rules, functions, queues, topics and keys. */
  | { readonly kind: 'monitor' };

/** What one event may ask for at once: a single thing, read in a handful of calls. */
export type EventRequest = Extract<
  ReadRequest,
  {
    kind:
      | 'accessEntry'
      | 'podIdentityAssociation'
      | 'role'
      | 'user'
      | 'group'
      | 'managedPolicy'
      | 'oidcProvider';
  }
>;

/** Something that takes more calls than one event may cost: a sweep of just that is to read it. */
export interface Deferred {
  readonly deferred: ReadRequest;
}

/**
 * One raw answer of AWS, addressed as in a snapshot: `path` is the file it belongs to, `item` the
 * element of that file's array (a principal ARN, a role ARN, a trail ARN), `part` one member of the
 * element that another call answers, or without `item` one of several lists of the file. `shared/wire` turns answers into facts; a folder keeps them as files.
 */
export interface Answer {
  readonly path: string;
  readonly item?: string;
  readonly part?: string;
  /** Milliseconds since the epoch, taken before the call was sent. */
  readonly readAt: number;
  readonly outcome: Outcome;
}

/** Facts at once: what is known only in our own words has no answer of AWS to be made from. */
export interface ToldFacts {
  readonly facts: FactMap;
}

export type Outcome =
  /** The document, exactly as the API or CLI gives it. */
  | { readonly kind: 'document'; readonly json: Json }
  /** The whole list of a file's items: which elements there are. */
  | { readonly kind: 'items'; readonly items: readonly string[] }
  /** It was asked for and does not exist. */
  | { readonly kind: 'absent' }
  /** It could not be read: denied, throttled out, malformed, not in the snapshot. */
  | { readonly kind: 'unread'; readonly reason: string };
