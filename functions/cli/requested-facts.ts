import type { ClusterRef } from '../../shared/model/cluster.ts';
import { type Estate, type FactMap, factOf, membersOf } from '../../shared/model/estate.ts';
import { type Fact, isAbsent, unread } from '../../shared/model/fact.ts';
import {
  type FactKey,
  factKeys,
  iamPlace,
  type ListKey,
  readKey,
  trailPlace,
} from '../../shared/model/fact-key.ts';
import { isList, listOf, memberKey } from '../../shared/model/fact-list.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import { notInSnapshot } from '../../shared/wire/answers-in-file.ts';
import { knownItems, serviceAccountOf } from '../events/stored.ts';
import { keysOfPrincipal } from './requested-principal.ts';

/** What a request reads in an account whose every fact is known already, as read at `now`. */
export function requestedFacts(estate: Estate, request: ReadRequest, now: number): FactMap {
  const keys = new Set(keysOf(estate, request));
  return new Map([...keys].map((key) => [key, { ...factIn(estate, key), readAt: now }]));
}

function factIn(estate: Estate, key: FactKey<unknown>): Fact<unknown> {
  if (isList(key)) return membersOf(estate, key as ListKey);
  if (estate.facts.has(key)) return factOf(estate, key);
  return isOpen(estate, key) ? unread(notInSnapshot, 0) : factOf(estate, key);
}

/** Whether there may be something of which nothing is known. */
function isOpen(estate: Estate, key: FactKey<unknown>): boolean {
  const { fact, item = '' } = readKey(key);
  // The list has the policies whose document was read: one that it does not have may exist all the same.
  if (fact === 'managed-policy') return true;
  const list = listOf(key);
  // What came after the list was read is not in it, and so is nothing that hangs from it.
  return list === undefined || !isAbsent(factOf(estate, memberKey(list, item)));
}

function keysOf(estate: Estate, request: ReadRequest): readonly FactKey<unknown>[] {
  switch (request.kind) {
    case 'iam':
      return keysOfIam(estate);
    case 'trails':
      return keysAt(estate, trailPlace);
    case 'clusters':
      return [factKeys.clusters(request.region)];
    case 'region':
      return keysOfRegion(request.region);
    case 'cluster':
      return keysOfCluster(estate, request.cluster);
    case 'accessEntry': {
      const { cluster, principalArn } = request;
      return [
        factKeys.accessEntry(cluster, principalArn),
        factKeys.accessPolicies(cluster, principalArn),
      ];
    }
    case 'podIdentityAssociation': {
      const { cluster, associationId, serviceAccount } = request;
      const item = serviceAccount ?? serviceAccountOf(estate, cluster, associationId);
      return item === undefined ? [] : [factKeys.podIdentityAssociation(cluster, item)];
    }
    case 'managedPolicy':
      return [factKeys.managedPolicy(request.policyArn)];
    case 'oidcProvider':
      return [factKeys.oidcProvider(request.providerArn)];
    case 'kubernetes':
      return keysOfKubernetes(estate, request.cluster, request.resources);
    case 'monitor':
      return [];
    case 'role':
    case 'user':
    case 'group':
      return keysOfPrincipal(estate, request);
  }
}

/** IAM, and the policies of the organization where they are known. */
function keysOfIam(estate: Estate): readonly FactKey<unknown>[] {
  return [...keysAt(estate, iamPlace), factKeys.organizationPolicies()].filter((key) =>
    estate.facts.has(key),
  );
}

function keysAt(estate: Estate, place: string): readonly FactKey<unknown>[] {
  return [...estate.facts.keys()].filter((key) => readKey(key).place === place);
}

function keysOfRegion(region: string): readonly FactKey<unknown>[] {
  const { clusterVersions, offeredAccessPolicies, instanceMetadataDefaults } = factKeys;
  return [clusterVersions(region), offeredAccessPolicies(region), instanceMetadataDefaults(region)];
}

/** Objects of a cluster: of the types that are named, or of all that are known. */
function keysOfKubernetes(
  estate: Estate,
  { region, name }: ClusterRef,
  resources: readonly string[] | undefined,
): readonly FactKey<unknown>[] {
  const place = `${region}/${name}`;
  if (resources !== undefined) return resources.map((type) => `${kubernetesFact(type)} ${place}`);
  return keysAt(estate, place).filter((key) => readKey(key).fact.startsWith('k8s-'));
}

/** Of ConfigMaps there is the one. */
function kubernetesFact(resource: string): string {
  return resource === 'configmaps' ? 'k8s-aws-auth' : `k8s-${resource.replace(/\..*/s, '')}`;
}

/** Of a cluster that is gone nothing else can be read. */
function keysOfCluster(estate: Estate, cluster: ClusterRef): readonly FactKey<unknown>[] {
  const own = factKeys.cluster(cluster);
  if (isAbsent(factOf(estate, own))) return [own];
  const { region, name } = cluster;
  // Of a node group the metadata options are told by others, so that a new one comes without them.
  const nodegroups = knownItems(estate, factKeys.nodegroups(cluster));
  const options = nodegroups.map((nodegroup) => factKeys.metadataOptions(cluster, nodegroup));
  return [own, ...keysAt(estate, `${region}/${name}`), ...options];
}
