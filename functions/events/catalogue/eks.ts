import type { EventGroup } from './catalogued-event.ts';
import { accessEntryEvents } from './eks-access-entries.ts';
import { clusterPartEvents } from './eks-cluster-parts.ts';
import { clusterTrustEvents } from './eks-cluster-trust.ts';
import { clusterEvents } from './eks-clusters.ts';
import { nodegroupEvents } from './eks-nodegroups.ts';
import { podIdentityEvents } from './eks-pod-identity.ts';

/**
 * Calls that change a cluster's access. Left out, for no fact of ours depends on them: tags of EKS (TagResource,
 * UntagResource), subscriptions of EKS Anywhere, and StartInsightsRefresh.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html
 */
export const eksEvents: EventGroup = {
  source: 'aws.eks',
  eventSource: 'eks.amazonaws.com',
  where: 'watched',
  events: [
    ...accessEntryEvents,
    ...podIdentityEvents,
    ...clusterEvents,
    ...nodegroupEvents,
    ...clusterPartEvents,
    ...clusterTrustEvents,
  ],
};
