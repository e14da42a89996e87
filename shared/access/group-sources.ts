import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';
import { perCluster } from './per-cluster.ts';

/** Whether an access entry or a mapping of aws-auth makes its principal a member of the group, as far as these were read. */
export function handsOut(facts: Facts, cluster: ClusterRef, group: string): boolean {
  return sourcesOf(facts, cluster).groups.has(group);
}

/** Whether all that may hand out groups was read. */
export function areSourcesRead(facts: Facts, cluster: ClusterRef): boolean {
  return sourcesOf(facts, cluster).isComplete;
}

/** Ends the check where it is not known to be handed out and something that may do so was not read. */
export function handsOutForSure(facts: Facts, cluster: ClusterRef, group: string): boolean {
  if (handsOut(facts, cluster, group)) return true;
  const mode = facts.get(factKeys.cluster(cluster))?.authenticationMode;
  if (mode !== 'CONFIG_MAP') groupsOfEntries(facts, cluster);
  if (mode !== 'API') groupsOfMappings(facts, cluster);
  return false;
}

interface Sources {
  readonly groups: ReadonlySet<string>;
  readonly isComplete: boolean;
}

/** In the mode API nothing reads aws-auth, in CONFIG_MAP nothing reads access entries. */
const sourcesOf = perCluster((facts, ref): Sources => {
  const cluster = facts.ifRead(() => facts.get(factKeys.cluster(ref)));
  const mode = cluster === unread ? undefined : cluster?.authenticationMode;
  const entries = mode === 'CONFIG_MAP' ? [] : facts.ifRead(() => groupsOfEntries(facts, ref));
  const mappings = mode === 'API' ? [] : facts.ifRead(() => groupsOfMappings(facts, ref));
  return {
    groups: new Set([
      ...(entries === unread ? [] : entries),
      ...(mappings === unread ? [] : mappings),
    ]),
    isComplete: cluster !== unread && entries !== unread && mappings !== unread,
  };
});

function groupsOfEntries(facts: Facts, ref: ClusterRef): readonly string[] {
  return facts
    .list(factKeys.accessEntries(ref))
    .flatMap((arn) => facts.get(factKeys.accessEntry(ref, arn))?.kubernetesGroups ?? []);
}

function groupsOfMappings(facts: Facts, ref: ClusterRef): readonly string[] {
  const { roles, users } = facts.get(factKeys.awsAuth(ref))?.mappings ?? { roles: [], users: [] };
  return [...roles, ...users].flatMap(({ groups }) => groups);
}
