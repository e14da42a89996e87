import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { LaunchTemplateRef } from '../../../shared/model/cluster-parts.ts';
import type { Estate } from '../../../shared/model/estate.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { ReadRequest } from '../../../shared/model/reading.ts';
import type { Call } from '../call.ts';
import { at, memberIn, textAt } from '../parameters.ts';
import { isWhollyRead, knownClusters, knownItems, storedValue } from '../stored.ts';
import { set } from '../value-changes.ts';
import type { CataloguedEvent, Effect, EventGroup, Touch } from './catalogued-event.ts';
import { wholeRegion } from './of-cluster.ts';

/** What nodes may be asked for the role that they have. */
export const ec2Events: EventGroup = {
  source: 'aws.ec2',
  eventSource: 'ec2.amazonaws.com',
  where: 'watched',
  events: [
    template('CreateLaunchTemplateVersion'),
    template('ModifyLaunchTemplate'),
    template('DeleteLaunchTemplate'),
    template('DeleteLaunchTemplateVersions'),
    {
      eventName: 'ModifyInstanceMetadataDefaults',
      touches: ({ region }) => ({ sweeps: [{ kind: 'region', region }] }),
      effect: defaults,
    },
  ],
};

function template(eventName: string): CataloguedEvent {
  return {
    eventName,
    touches: usersOfTemplate,
    effect: () => ({ underivable: 'which version a node group has is not in the record' }),
  };
}

/** The clusters whose node groups use the template; every one of the Region where the record does not say which. */
function usersOfTemplate(call: Call): Touch {
  const { estate, region } = call;
  const named = templateIn(call);
  if (named.id === undefined && named.name === undefined) {
    return { sweeps: wholeRegion(estate, region) };
  }
  const clusters = knownClusters(estate, region).filter((cluster) =>
    mayUse(estate, cluster, named),
  );
  return { sweeps: clusters.map((cluster): ReadRequest => ({ kind: 'cluster', cluster })) };
}

/** EC2 writes the parameters of these calls inside a member that is named for the request. */
function templateIn({ name, request, response }: Call): LaunchTemplateRef {
  const places: readonly (Json | undefined)[] = [
    memberIn(request, `${name}Request`),
    request,
    at(response, `${name}Response.launchTemplate`),
    at(response, `${name}Response.launchTemplateVersion`),
  ];
  const id = places.map((place) => textAt(place, 'launchTemplateId')).find(Boolean);
  const templateName = places.map((place) => textAt(place, 'launchTemplateName')).find(Boolean);
  return { ...(id && { id }), ...(templateName && { name: templateName }) };
}

/** Also where a node group was not read: it may be the one. */
function mayUse(estate: Estate, cluster: ClusterRef, { id, name }: LaunchTemplateRef): boolean {
  const list = factKeys.nodegroups(cluster);
  const keyOf = (nodegroup: string) => factKeys.nodegroup(cluster, nodegroup);
  if (!isWhollyRead(estate, list, keyOf)) return true;
  return knownItems(estate, list).some((nodegroup) => {
    const used = storedValue(estate, keyOf(nodegroup))?.launchTemplate;
    return used !== undefined && ((id && used.id === id) || (name && used.name === name));
  });
}

/**
 * `no-preference` and -1 take a default away.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
 */
function defaults(call: Call): Effect {
  const key = factKeys.instanceMetadataDefaults(call.region);
  const request = memberIn(call.request, `${call.name}Request`) ?? call.request;
  const tokens = memberIn(request, 'httpTokens');
  const hops = memberIn(request, 'httpPutResponseHopLimit');
  return {
    changes: [
      ...(typeof tokens === 'string'
        ? set(key, 'httpTokens', unless(tokens, 'no-preference'))
        : []),
      ...(typeof hops === 'number' ? set(key, 'httpPutResponseHopLimit', unless(hops, -1)) : []),
    ],
  };
}

function unless<V>(value: V, none: V): V | undefined {
  return value === none ? undefined : value;
}
