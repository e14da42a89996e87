import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { PodIdentityAssociation } from '../../../shared/model/cluster-parts.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { readPodIdentityAssociation } from '../../../shared/wire/pod-identity.ts';
import type { Call } from '../call.ts';
import { at, labelAt, names, textAt } from '../parameters.ts';
import { serviceAccountOf, storedValue } from '../stored.ts';
import { becomes, gone, set } from '../value-changes.ts';
import type { CataloguedEvent, Effect, Grant } from './catalogued-event.ts';
import { clusterIn, effectIn, inCluster, wholeCluster } from './of-cluster.ts';

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html */
export const podIdentityEvents: readonly CataloguedEvent[] = [
  {
    eventName: 'CreatePodIdentityAssociation',
    touches: association(),
    effect: effectIn(created),
    grants: granted('granted'),
  },
  {
    eventName: 'UpdatePodIdentityAssociation',
    touches: association(),
    effect: effectIn(updated),
  },
  {
    eventName: 'DeletePodIdentityAssociation',
    touches: association(),
    effect: effectIn(deleted),
    grants: granted('removed'),
  },
];

/** The one association. Its id is in the response where it is new; what cannot be named takes the whole cluster. */
function association(): CataloguedEvent['touches'] {
  return inCluster((call, cluster) => {
    const associationId = idIn(call);
    if (associationId === undefined) return { sweeps: wholeCluster(cluster) };
    const serviceAccount = serviceAccountIn(call, cluster);
    const isKnown = storedValue(call.estate, factKeys.cluster(cluster)) !== undefined;
    return {
      reads: [
        {
          kind: 'podIdentityAssociation',
          cluster,
          associationId,
          ...(serviceAccount === undefined ? {} : { serviceAccount }),
        },
      ],
      sweeps: isKnown ? [] : wholeCluster(cluster),
    };
  });
}

function idIn({ request, response }: Call): string | undefined {
  return textAt(response, 'association.associationId') ?? labelAt(request, 'associationId');
}

/** `namespace/serviceAccount`, from response, request or the stored estate. */
function serviceAccountIn(call: Call, cluster: ClusterRef): string | undefined {
  for (const json of [at(call.response, 'association'), call.request]) {
    const [namespace, name] = [textAt(json, 'namespace'), textAt(json, 'serviceAccount')];
    if (namespace !== undefined && name !== undefined) return `${namespace}/${name}`;
  }
  const id = idIn(call);
  return id === undefined ? undefined : serviceAccountOf(call.estate, cluster, id);
}

function created(call: Call, cluster: ClusterRef): Effect {
  const now = associationIn(call, cluster);
  if (now === undefined) return { underivable: 'the record does not say what EKS made' };
  const key = factKeys.podIdentityAssociation(cluster, `${now.namespace}/${now.serviceAccount}`);
  return { changes: becomes(call.estate, key, now) };
}

/** EKS makes the external id when it is told of a target role, or not to tag sessions. */
const writtenBy: Readonly<Record<string, readonly (keyof PodIdentityAssociation)[]>> = {
  roleArn: ['roleArn'],
  targetRoleArn: ['targetRoleArn', 'externalId'],
  disableSessionTags: ['disableSessionTags', 'externalId'],
  policy: ['policy'],
};

/** What was asked for, as the response says it came out. */
function updated(call: Call, cluster: ClusterRef): Effect {
  const now = associationIn(call, cluster);
  if (now === undefined) return { underivable: 'the record does not say what EKS made of it' };
  const key = factKeys.podIdentityAssociation(cluster, `${now.namespace}/${now.serviceAccount}`);
  const asked = Object.keys(writtenBy).filter((member) => names(call.request, member));
  const members = new Set(asked.flatMap((member) => writtenBy[member] ?? []));
  return { changes: [...members].flatMap((member) => set(key, member, now[member])) };
}

function deleted(call: Call, cluster: ClusterRef): Effect {
  const item = serviceAccountIn(call, cluster);
  if (item === undefined) return { underivable: 'no association of this id is known' };
  return { changes: gone(call.estate, factKeys.podIdentityAssociation(cluster, item)) };
}

function associationIn(call: Call, cluster: ClusterRef): PodIdentityAssociation | undefined {
  const json = at(call.response, 'association');
  const item = serviceAccountIn(call, cluster);
  if (json === undefined || item === undefined) return undefined;
  const parsed = readPodIdentityAssociation(json, item);
  return 'ok' in parsed ? parsed.ok : undefined;
}

/** The principal is the role that the service account acts as: the record of a removal has it in the response. */
function granted(kind: Grant['kind']): (call: Call) => readonly Grant[] {
  return (call) => {
    const cluster = clusterIn(call);
    const item = cluster && serviceAccountIn(call, cluster);
    if (cluster === undefined || item === undefined) return [];
    const key = factKeys.podIdentityAssociation(cluster, item);
    const principalArn =
      textAt(call.response, 'association.roleArn') ??
      textAt(call.request, 'roleArn') ??
      storedValue(call.estate, key)?.roleArn;
    if (principalArn === undefined) return [];
    const grant = `service account ${item} acts as it`;
    return [{ grantId: key, kind, cluster, principalArn, grant }];
  };
}
