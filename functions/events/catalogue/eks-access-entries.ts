import { type ClusterRef, honoursAccessEntries } from '../../../shared/model/cluster.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { ReadRequest } from '../../../shared/model/reading.ts';
import { readAccessEntry } from '../../../shared/wire/eks.ts';
import type { Call } from '../call.ts';
import { at, labelAt, memberIn, names, textAt, textsAt } from '../parameters.ts';
import { storedValue } from '../stored.ts';
import { becomes, gone, set } from '../value-changes.ts';
import { associatedIn, ofEntry, principalIn } from './access-entry-call.ts';
import { entryGranted, entryRemoved, policyGranted, policyRemoved } from './access-entry-grants.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { inCluster, wholeCluster } from './of-cluster.ts';

/** https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
export const accessEntryEvents: readonly CataloguedEvent[] = [
  {
    eventName: 'CreateAccessEntry',
    touches: entry(),
    effect: ofEntry(created),
    grants: entryGranted,
  },
  { eventName: 'UpdateAccessEntry', touches: entry(), effect: ofEntry(updated) },
  {
    eventName: 'DeleteAccessEntry',
    touches: entry(),
    effect: ofEntry(deleted),
    grants: entryRemoved,
  },
  {
    eventName: 'AssociateAccessPolicy',
    touches: entry(),
    effect: ofEntry(associated),
    grants: policyGranted,
  },
  {
    eventName: 'DisassociateAccessPolicy',
    touches: entry(),
    effect: ofEntry(disassociated),
    grants: policyRemoved,
  },
];

/** The one entry, and all of its cluster where that is not known well. */
function entry(): CataloguedEvent['touches'] {
  return inCluster((call, cluster) => {
    const principalArn = principalIn(call);
    if (principalArn === undefined) return { sweeps: wholeCluster(cluster) };
    const reads = [{ kind: 'accessEntry', cluster, principalArn }] as const;
    return { reads, sweeps: unknownCluster(call, cluster) };
  });
}

/** An event about an access entry proves that its cluster honours them, whatever is stored. */
function unknownCluster({ estate }: Call, cluster: ClusterRef): readonly ReadRequest[] {
  const known = storedValue(estate, factKeys.cluster(cluster));
  return known !== undefined && honoursAccessEntries(known) ? [] : wholeCluster(cluster);
}

function created(call: Call, cluster: ClusterRef, principalArn: string): Effect {
  const entryJson = at(call.response, 'accessEntry') ?? asRequested(call, principalArn);
  if (entryJson === undefined) {
    return { underivable: 'EKS itself chooses the groups of an entry for nodes' };
  }
  const parsed = readAccessEntry(entryJson, principalArn);
  if ('error' in parsed) return { underivable: parsed.error };
  return {
    changes: [
      ...becomes(call.estate, factKeys.accessEntry(cluster, principalArn), parsed.ok),
      ...becomes(call.estate, factKeys.accessPolicies(cluster, principalArn), []),
    ],
  };
}

/**
 * The entry without a response: STANDARD and in no group where nothing else was asked for.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html
 */
function asRequested({ request }: Call, principalArn: string) {
  const type = textAt(request, 'type') ?? 'STANDARD';
  if (type !== 'STANDARD') return undefined;
  const kubernetesGroups = textsAt(request, 'kubernetesGroups');
  return { principalArn, type, kubernetesGroups, username: memberIn(request, 'username') ?? null };
}

/** What was asked for, as the response says it came out: the rest of the response is others' doing. */
function updated(call: Call, cluster: ClusterRef, principalArn: string): Effect {
  const { request, response } = call;
  const now = at(response, 'accessEntry') ?? request;
  const key = factKeys.accessEntry(cluster, principalArn);
  const groups = names(request, 'kubernetesGroups') ? textsAt(now, 'kubernetesGroups') : undefined;
  const username = textAt(now, 'username');
  if (names(request, 'username') && username === undefined) {
    return { underivable: 'the record does not say which name EKS gave instead of none' };
  }
  return {
    changes: [
      ...(groups === undefined ? [] : set(key, 'kubernetesGroups', groups)),
      ...(names(request, 'username') ? set(key, 'username', username) : []),
    ],
  };
}

function deleted({ estate }: Call, cluster: ClusterRef, principalArn: string): Effect {
  return {
    changes: [
      ...gone(estate, factKeys.accessEntry(cluster, principalArn)),
      ...gone(estate, factKeys.accessPolicies(cluster, principalArn)),
    ],
  };
}

/** Associating the same access policy again replaces its scope. */
function associated(call: Call, cluster: ClusterRef, principalArn: string): Effect {
  const policy = associatedIn(call);
  if (policy === undefined) return { underivable: 'the record names no access policy and scope' };
  const key = factKeys.accessPolicies(cluster, principalArn);
  return { changes: set(key, policy.policyArn, policy.accessScope) };
}

function disassociated({ request }: Call, cluster: ClusterRef, principalArn: string): Effect {
  const policyArn = labelAt(request, 'policyArn');
  if (policyArn === undefined) return { underivable: 'the record names no access policy' };
  return { changes: set(factKeys.accessPolicies(cluster, principalArn), policyArn, undefined) };
}
