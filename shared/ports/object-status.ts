import type { ClusterThing } from './looks.ts';

/** What EKS says of the progress of something. */
export interface ObjectStatus {
  /** Such as CREATING or ACTIVE; undefined when it is gone. Throws where EKS does not say. */
  statusOf(thing: ClusterThing): Promise<string | undefined>;
}
