import { type FactKey, type ListKey, readKey } from './fact-key.ts';

/** Which list an item's own fact belongs to, and the list each dependent fact hangs from through it. */
const listOfFact: Readonly<Record<string, string>> = {
  cluster: 'clusters',
  'access-entry': 'access-entries',
  'access-policies': 'access-entries',
  'pod-identity-association': 'pod-identity-associations',
  nodegroup: 'nodegroups',
  'metadata-options': 'nodegroups',
  'fargate-profile': 'fargate-profiles',
  addon: 'addons',
  'identity-provider-config': 'identity-provider-configs',
  capability: 'capabilities',
  'certificate-authority': 'certificate-authorities',
  role: 'roles',
  'trust-policy': 'roles',
  'role-policies': 'roles',
  'role-last-used': 'roles',
  user: 'users',
  'user-policies': 'users',
  group: 'groups',
  'group-policies': 'groups',
  'managed-policy': 'managed-policies',
  'oidc-provider': 'oidc-providers',
  trail: 'trails',
  'trail-status': 'trails',
  'event-selectors': 'trails',
  'monitor-part': 'monitor-parts',
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
  'pod-identity-associations': 'pod-identity-association',
  nodegroups: 'nodegroup',
  'fargate-profiles': 'fargate-profile',
  addons: 'addon',
  'identity-provider-configs': 'identity-provider-config',
  capabilities: 'capability',
  'certificate-authorities': 'certificate-authority',
  roles: 'role',
  users: 'user',
  groups: 'group',
  'managed-policies': 'managed-policy',
  'oidc-providers': 'oidc-provider',
  trails: 'trail',
  'monitor-parts': 'monitor-part',
};

export function memberKey(list: ListKey, item: string): FactKey<unknown> {
  const { fact, place } = readKey(list);
  return `${memberFact[fact] ?? fact} ${place} ${item}`;
}

/** The facts that hang from the thing whose own fact this is: a role's policies from the role; none for other facts. */
export function hangingFrom(key: FactKey<unknown>): readonly FactKey<unknown>[] {
  const { fact, place, item } = readKey(key);
  return (hanging.get(fact) ?? []).map((other) => `${other} ${place} ${item}`);
}

const hanging: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(memberFact).map(([list, member]) => [
    member,
    Object.keys(listOfFact).filter((fact) => listOfFact[fact] === list && fact !== member),
  ]),
);

/** True for the fact that proves a thing's existence, false for what merely depends on it. */
export function isMember(key: FactKey<unknown>): boolean {
  return memberFacts.has(readKey(key).fact);
}

/** The ConfigMap aws-auth is of no list that is kept, and comes and goes by itself. */
const memberFacts: ReadonlySet<string> = new Set([...Object.values(memberFact), 'k8s-aws-auth']);

/** True for the lists themselves. */
export function isList(key: FactKey<unknown>): boolean {
  return readKey(key).fact in memberFact;
}
