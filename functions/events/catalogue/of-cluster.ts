import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { Estate } from '../../../shared/model/estate.ts';
import type { ReadRequest } from '../../../shared/model/reading.ts';
import type { ClusterThing } from '../../../shared/ports/looks.ts';
import type { Call } from '../call.ts';
import { labelAt, textAt } from '../parameters.ts';
import { knownClusters } from '../stored.ts';
import type { Effect, Touch } from './catalogued-event.ts';

/**
 * EKS logs the path label of the cluster as `name`, older records as `clusterName`; a request that is left out for its
 * size leaves the response, whose objects say it too.
 */
export function clusterIn({ request, response, region }: Call): ClusterRef | undefined {
  const objects = [
    'accessEntry',
    'association',
    'nodegroup',
    'fargateProfile',
    'addon',
    'capability',
  ];
  const name =
    labelAt(request, 'name') ??
    labelAt(request, 'clusterName') ??
    textAt(response, 'clusterName') ??
    textAt(response, 'cluster.name') ??
    textAt(response, 'cluster.clusterName') ??
    objects.map((object) => textAt(response, `${object}.clusterName`)).find(Boolean);
  return name !== undefined && clusterName.test(name) ? { region, name } : undefined;
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
const clusterName = /^[0-9A-Za-z][0-9A-Za-z_-]*$/;

/** What a call touches in its cluster; the whole Region where the record does not say which one. */
export function inCluster(
  touches: (call: Call, cluster: ClusterRef) => Touch,
): (call: Call) => Touch {
  return (call) => {
    const cluster = clusterIn(call);
    return cluster === undefined
      ? { sweeps: wholeRegion(call.estate, call.region) }
      : touches(call, cluster);
  };
}

export function effectIn(
  effect: (call: Call, cluster: ClusterRef) => Effect,
): (call: Call) => Effect {
  return (call) => {
    const cluster = clusterIn(call);
    return cluster === undefined
      ? { underivable: 'the record names no cluster' }
      : effect(call, cluster);
  };
}

/** Which clusters a Region has, and everything about those that are known. */
export function wholeRegion(estate: Estate, region: string): readonly ReadRequest[] {
  return [
    { kind: 'clusters', region },
    ...knownClusters(estate, region).map((cluster): ReadRequest => ({ kind: 'cluster', cluster })),
  ];
}

export function wholeCluster(cluster: ClusterRef): readonly ReadRequest[] {
  return [{ kind: 'cluster', cluster }];
}

type Part = NonNullable<ClusterThing['part']>;

/** The whole cluster, once a part of it has settled; the cluster's own status where the part is not named. */
export function settlingPart(
  kind: Part['kind'],
  nameOf: (call: Call) => string | undefined,
): (call: Call) => Touch {
  return inCluster((call, cluster) => {
    const name = nameOf(call);
    const settling = name === undefined ? { cluster } : { cluster, part: { kind, name } };
    return { sweeps: wholeCluster(cluster), settling };
  });
}

/** The whole cluster, once the update that the response names is done. */
export const settlingUpdate = settlingPart('update', ({ response }) =>
  textAt(response, 'update.id'),
);
