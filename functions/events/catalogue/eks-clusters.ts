import type { ClusterRef } from '../../../shared/model/cluster.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { readCluster } from '../../../shared/wire/eks.ts';
import type { Call } from '../call.ts';
import { at, labelAt, textAt } from '../parameters.ts';
import { becomes, gone, set } from '../value-changes.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { clusterConfigEffect } from './eks-cluster-config.ts';
import { effectIn, inCluster, settlingPart, settlingUpdate, wholeCluster } from './of-cluster.ts';

/** Calls that EKS accepts at once and carries out in minutes. */
export const clusterEvents: readonly CataloguedEvent[] = [
  { eventName: 'CreateCluster', touches: listed(), effect: effectIn(created) },
  { eventName: 'DeleteCluster', touches: listed(), effect: effectIn(deleted) },
  {
    eventName: 'UpdateClusterConfig',
    touches: settlingUpdate,
    effect: effectIn(clusterConfigEffect),
  },
  { eventName: 'UpdateClusterVersion', touches: settlingUpdate, effect: effectIn(newVersion) },
  {
    eventName: 'CancelUpdate',
    touches: settlingPart('update', ({ request }) => labelAt(request, 'updateId')),
    effect: () => ({ underivable: 'what the update had done by then is not in the record' }),
  },
  { eventName: 'AssociateEncryptionConfig', touches: settlingUpdate, effect: effectIn(encrypted) },
  // Clusters that run elsewhere and are only shown by EKS: the list may name them, and nothing else is kept of them.
  { eventName: 'RegisterCluster', touches: region, effect: nothing },
  { eventName: 'DeregisterCluster', touches: region, effect: nothing },
];

/** The list of clusters and the cluster, until it is there or gone. */
function listed(): CataloguedEvent['touches'] {
  return inCluster(({ region }, cluster) => ({
    sweeps: [{ kind: 'clusters', region }, ...wholeCluster(cluster)],
    settling: { cluster },
  }));
}

function region({ region: name }: Call): ReturnType<CataloguedEvent['touches']> {
  return { sweeps: [{ kind: 'clusters', region: name }] };
}

function nothing(): Effect {
  return { changes: [] };
}

/** Whoever creates a cluster is its first administrator, unless told otherwise: that entry is not in the record. */
function created(call: Call, cluster: ClusterRef): Effect {
  const parsed = readCluster({ cluster: at(call.response, 'cluster') }, call.account, cluster);
  if ('error' in parsed) return { underivable: `the response is not the cluster: ${parsed.error}` };
  return {
    underivable: 'the entries, node groups and other parts of a new cluster are not in the record',
    written: becomes(call.estate, factKeys.cluster(cluster), parsed.ok),
  };
}

function deleted({ estate }: Call, cluster: ClusterRef): Effect {
  return { changes: gone(estate, factKeys.cluster(cluster)) };
}

function newVersion({ request }: Call, cluster: ClusterRef): Effect {
  const version = textAt(request, 'version');
  if (version === undefined) return { underivable: 'the record does not say which version' };
  return { changes: set(factKeys.cluster(cluster), 'version', version) };
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_EncryptionConfig.html */
function encrypted({ request }: Call, cluster: ClusterRef): Effect {
  const configs = at(request, 'encryptionConfig');
  const keys = Array.isArray(configs)
    ? configs.map((config) => textAt(config, 'provider.keyArn'))
    : [];
  if (keys.length === 0 || keys.includes(undefined)) {
    return { underivable: 'the record does not say which key' };
  }
  return { changes: set(factKeys.cluster(cluster), 'encryptionKeyArns', keys) };
}
