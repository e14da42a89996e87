import { allowedResourcePatterns } from '../iam/allowed-resource-patterns.ts';
import { witnessOf } from '../iam/witness.ts';
import { isServiceLinkedRole } from '../model/arn.ts';
import { clusterArn, honoursAccessEntries } from '../model/cluster.ts';
import { type Ability, ask, assuming, sumOf, surest, together } from './ability.ts';
import {
  type Association,
  associationFor,
  entryArn,
  entryKeys,
} from './access-policy-association.ts';
import type { Actor, Chosen } from './actor.ts';
import { type ClusterScene, type FoundGrant, knownClusters } from './cluster-grant.ts';
import type { Facts } from './facts.ts';
import { entryPrincipals } from './mapped-admins.ts';

/** Lets somebody in, and gives it an access policy. */
export function* onNewEntry(scene: ClusterScene): Generator<FoundGrant> {
  const { facts, actor, ref } = scene;
  for (const principalArn of chosenPrincipals(scene)) {
    const keys = { ...entryKeys(ref, principalArn), 'eks:kubernetesgroups': [] };
    const entry = entryAbility(scene, keys);
    if (entry === undefined) continue;
    const association = associationFor(facts, actor, ref, principalArn);
    if (association === undefined) continue;
    const ability = sumOf([entry, association.ability]);
    const does = `create an access entry with ${association.grant}`;
    yield { gain: gainOf(association.gain), ability, does };
  }
}

/** Gives an access policy to somebody who is in already. */
export function* onEntryPolicies({ facts, actor, ref }: ClusterScene): Generator<FoundGrant> {
  for (const principalArn of changeableEntries({ facts, ref })) {
    const association = associationFor(facts, actor, ref, principalArn);
    if (association === undefined) continue;
    const { gain, grant, ability } = association;
    const does = `give an access entry ${grant}`;
    yield { gain: gainOf(gain), ability, through: principalArn, does };
  }
}

/** Lets somebody in as a member of any group. Which groups the bindings of the cluster give power is not known here. */
export function* onNewEntryGroups(scene: ClusterScene): Generator<FoundGrant> {
  for (const principalArn of chosenPrincipals(scene)) {
    const keys = { ...entryKeys(scene.ref, principalArn), ...ofGroup(scene) };
    const ability = entryAbility(scene, keys);
    if (ability !== undefined) yield { gain: 'cluster-admin', ability: inBoundGroup(ability) };
  }
}

export function* onEntryGroups(scene: ClusterScene): Generator<FoundGrant> {
  const { facts, actor, ref } = scene;
  for (const principalArn of changeableEntries(scene)) {
    const resource = entryArn(facts.account, actor, ref, principalArn);
    const keys = { ...entryKeys(ref, principalArn), ...ofGroup(scene) };
    const ability = ask(actor, 'eks:UpdateAccessEntry', resource, keys);
    if (ability === undefined) continue;
    yield { gain: 'cluster-admin', ability: inBoundGroup(ability), through: principalArn };
  }
}

/** Where the cluster does not honour entries yet, the actor has to switch that on first. */
function entryAbility({ facts, actor, ref, cluster }: ClusterScene, keys: Chosen) {
  const resource = clusterArn(facts.account, ref);
  const entry = ask(actor, 'eks:CreateAccessEntry', resource, keys);
  if (entry === undefined || cluster === undefined || honoursAccessEntries(cluster)) return entry;
  const mode = { ...keys, 'eks:authenticationmode': 'API_AND_CONFIG_MAP' };
  return together([entry, ask(actor, 'eks:UpdateClusterConfig', resource, mode)]);
}

/** Itself, anybody, or whom the policies name. */
function chosenPrincipals({ facts, actor }: ClusterScene): readonly string[] {
  const { partition, accountId } = facts.account;
  const named = allowedResourcePatterns(actor.compiled, 'eks:CreateAccessEntry')
    .flatMap(({ statement }) => statement.source.conditions)
    .filter(({ key }) => key.toLowerCase() === 'eks:principalarn')
    .flatMap(({ values }) => values.map((value) => witnessOf(value, actor.stranger())));
  const anybody = `arn:${partition}:iam::${accountId}:role/${actor.stranger()}`;
  return [...new Set([actor.arn, anybody, ...named])];
}

/** Those of service-linked roles are AWS's own. */
function changeableEntries({ facts, ref }: Pick<ClusterScene, 'facts' | 'ref'>) {
  return entryPrincipals(facts, ref).filter((arn) => !isServiceLinkedRole(arn));
}

function ofGroup({ actor }: ClusterScene): Chosen {
  return { 'eks:kubernetesgroups': [actor.stranger()] };
}

function inBoundGroup(ability: Ability): Ability {
  return assuming(ability, 'a binding of the cluster gives a group that power');
}

function gainOf(gain: 'cluster-admin' | 'secrets'): FoundGrant['gain'] {
  return gain === 'secrets' ? 'access' : gain;
}

/** The surest of the two ways that take access policies alone and make somebody cluster admin. */
export function adminByEntry(scene: ClusterScene): FoundGrant | undefined {
  const found = [onNewEntry, onEntryPolicies].map((find) =>
    surest([...find(scene)].filter(({ gain }) => gain === 'cluster-admin')),
  );
  return surest(found.filter((grant) => grant !== undefined));
}

/** The access policies amounting to cluster admin that an actor may give somebody's entry in a read cluster, by cluster. */
export function* anyAdminAssociation(facts: Facts, actor: Actor): Generator<Association> {
  for (const ref of knownClusters(facts)) {
    for (const principalArn of [actor.arn, ...changeableEntries({ facts, ref })]) {
      const association = associationFor(facts, actor, ref, principalArn);
      if (association?.gain === 'cluster-admin') yield association;
    }
  }
}
