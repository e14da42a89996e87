import type { ClusterRef } from '../model/cluster.ts';
import type { Capability } from '../model/cluster-parts.ts';
import { type FactKey, factKeys, type ListKey } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';

/** The parts of one cluster that were read; what was not leaves the verdict incomplete. */
export function associationArnsAt(facts: Facts, ref: ClusterRef): readonly string[] {
  const list = factKeys.podIdentityAssociations(ref);
  return partsAt(facts, list, (name) => factKeys.podIdentityAssociation(ref, name)).map(
    ({ associationArn }) => associationArn,
  );
}

export function addonArnsAt(facts: Facts, ref: ClusterRef): readonly string[] {
  return partsAt(facts, factKeys.addons(ref), (name) => factKeys.addon(ref, name)).map(
    ({ arn }) => arn,
  );
}

export function capabilityArnsAt(facts: Facts, ref: ClusterRef): readonly string[] {
  return capabilitiesAt(facts, ref).map(({ arn }) => arn);
}

/** Of Argo CD: who is its administrator is set by updating it. */
export function argoCdArnsAt(facts: Facts, ref: ClusterRef): readonly string[] {
  return capabilitiesAt(facts, ref)
    .filter(({ type }) => type === 'ARGOCD')
    .map(({ arn }) => arn);
}

function capabilitiesAt(facts: Facts, ref: ClusterRef): readonly Capability[] {
  return partsAt(facts, factKeys.capabilities(ref), (name) => factKeys.capability(ref, name));
}

function partsAt<V>(facts: Facts, list: ListKey, key: (name: string) => FactKey<V>): readonly V[] {
  const names = facts.orIncomplete(() => facts.list(list));
  return (names === unread ? facts.known(list) : names).flatMap((name) => {
    const part = facts.orIncomplete(() => facts.get(key(name)));
    return part === unread || part === undefined ? [] : [part];
  });
}
