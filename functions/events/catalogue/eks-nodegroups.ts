import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { Nodegroup } from '../../../shared/model/cluster-parts.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { readNodegroup } from '../../../shared/wire/nodegroup.ts';
import type { Call } from '../call.ts';
import { names } from '../parameters.ts';
import { gone } from '../value-changes.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { type ClusterPart, nameOfPart, partCreated } from './cluster-part.ts';
import { effectIn, settlingPart } from './of-cluster.ts';

const nodegroup: ClusterPart<Nodegroup> = {
  label: 'nodegroupName',
  object: 'nodegroup',
  name: 'nodegroupName',
  key: factKeys.nodegroup,
  read: readNodegroup,
};

const settling = settlingPart('nodegroup', (call) => nameOfPart(nodegroup, call));

/** A node group brings a role, whose access entry EKS makes, and a launch template. */
export const nodegroupEvents: readonly CataloguedEvent[] = [
  { eventName: 'CreateNodegroup', touches: settling, effect: partCreated(nodegroup) },
  // Its size, labels, taints and how it is repaired: of which nothing is kept.
  { eventName: 'UpdateNodegroupConfig', touches: settling, effect: () => ({ changes: [] }) },
  { eventName: 'UpdateNodegroupVersion', touches: settling, effect: updated },
  { eventName: 'DeleteNodegroup', touches: settling, effect: effectIn(deleted) },
];

/** Another launch template has metadata options that EC2 alone knows. */
function updated({ request }: Call): Effect {
  return names(request, 'launchTemplate') || Object.keys(request).length === 0
    ? { underivable: 'what the launch template says is not in the record' }
    : { changes: [] };
}

function deleted(call: Call, cluster: ClusterRef): Effect {
  const name = nameOfPart(nodegroup, call);
  if (name === undefined) return { underivable: 'the record names no node group' };
  return {
    changes: [
      ...gone(call.estate, factKeys.nodegroup(cluster, name)),
      ...gone(call.estate, factKeys.metadataOptions(cluster, name)),
    ],
  };
}
