import type { AccessEntry, AssociatedAccessPolicy } from './access-entry.ts';
import type { Cluster, ClusterRef } from './cluster.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { Role, User } from './principal.ts';
import type { EventSelectors, Trail, TrailStatus } from './trail.ts';

declare const valueOfKey: unique symbol;

/**
 * Names one fact: `<fact> <place>` or `<fact> <place> <item>`, as in
 * `access-entry eu-west-1/payments arn:aws:iam::111122223333:role/ci`.
 * Neither fact nor place can hold a space, so the text is unambiguous. `V` is the fact's value.
 */
export type FactKey<V> = string & { readonly [valueOfKey]?: V };

/** A list of the items under it: the key of each is what `memberKey` gives. */
export type ListKey = FactKey<readonly string[]>;

export const iamPlace = 'iam';
export const trailPlace = 'cloudtrail';

export const factKeys = {
  clusters: (region: string): ListKey => `clusters ${region}`,
  cluster: ({ region, name }: ClusterRef): FactKey<Cluster> => `cluster ${region} ${name}`,
  accessEntries: (cluster: ClusterRef): ListKey => `access-entries ${placeOf(cluster)}`,
  accessEntry: (cluster: ClusterRef, principalArn: string): FactKey<AccessEntry> =>
    `access-entry ${placeOf(cluster)} ${principalArn}`,
  accessPolicies: (
    cluster: ClusterRef,
    principalArn: string,
  ): FactKey<readonly AssociatedAccessPolicy[]> =>
    `access-policies ${placeOf(cluster)} ${principalArn}`,
  roles: (): ListKey => `roles ${iamPlace}`,
  role: (arn: string): FactKey<Role> => `role ${iamPlace} ${arn}`,
  trustPolicy: (roleArn: string): FactKey<PolicyDocument> => `trust-policy ${iamPlace} ${roleArn}`,
  users: (): ListKey => `users ${iamPlace}`,
  user: (arn: string): FactKey<User> => `user ${iamPlace} ${arn}`,
  trails: (): ListKey => `trails ${trailPlace}`,
  trail: (arn: string): FactKey<Trail> => `trail ${trailPlace} ${arn}`,
  trailStatus: (arn: string): FactKey<TrailStatus> => `trail-status ${trailPlace} ${arn}`,
  eventSelectors: (arn: string): FactKey<EventSelectors> => `event-selectors ${trailPlace} ${arn}`,
} as const;

export interface FactName {
  readonly fact: string;
  readonly place: string;
  readonly item?: string;
}

/** The parts of a key. */
export function readKey(key: FactKey<unknown>): FactName {
  const afterFact = key.indexOf(' ');
  const afterPlace = key.indexOf(' ', afterFact + 1);
  const fact = key.slice(0, afterFact);
  if (afterPlace < 0) return { fact, place: key.slice(afterFact + 1) };
  return { fact, place: key.slice(afterFact + 1, afterPlace), item: key.slice(afterPlace + 1) };
}

/** Which list an item's own fact belongs to, and the list each dependent fact hangs from through it. */
const listOfFact: Readonly<Record<string, string>> = {
  cluster: 'clusters',
  'access-entry': 'access-entries',
  'access-policies': 'access-entries',
  role: 'roles',
  'trust-policy': 'roles',
  user: 'users',
  trail: 'trails',
  'trail-status': 'trails',
  'event-selectors': 'trails',
};

/** The list that says whether this item exists; undefined for lists and for facts without one. */
export function listOf(key: FactKey<unknown>): ListKey | undefined {
  const { fact, place } = readKey(key);
  const list = listOfFact[fact];
  return list === undefined ? undefined : `${list} ${place}`;
}

/** The fact that carries an item's own existence: `cluster` for `clusters`, `role` for `roles` … */
const memberFact: Readonly<Record<string, string>> = {
  clusters: 'cluster',
  'access-entries': 'access-entry',
  roles: 'role',
  users: 'user',
  trails: 'trail',
};

export function memberKey(list: ListKey, item: string): FactKey<unknown> {
  const { fact, place } = readKey(list);
  return `${memberFact[fact] ?? fact} ${place} ${item}`;
}

/** True for the fact that proves an item's existence, false for what merely depends on it. */
export function isMember(key: FactKey<unknown>): boolean {
  const { fact } = readKey(key);
  return Object.values(memberFact).includes(fact);
}

/** The Region a fact was read in; undefined for IAM and trails, which belong to the whole account. */
export function regionOf(key: FactKey<unknown>): string | undefined {
  const { place } = readKey(key);
  return place === iamPlace || place === trailPlace ? undefined : place.split('/')[0];
}

/** The cluster that a fact belongs to, by its place; undefined for what belongs to none. */
export function clusterOf(key: FactKey<unknown>): ClusterRef | undefined {
  const [region, name] = readKey(key).place.split('/');
  return region === undefined || name === undefined ? undefined : { region, name };
}

function placeOf({ region, name }: ClusterRef): string {
  return `${region}/${name}`;
}
