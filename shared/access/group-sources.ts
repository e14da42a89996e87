import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';
import { perCluster } from './per-cluster.ts';

/**
 * Whether an access entry or a mapping of aws-auth makes its principal a member of the group. Ends the check where none
 * is known to and something that may was not read.
 */
export function handsOut(facts: Facts, cluster: ClusterRef, group: string): boolean {
  if (groupsOf(facts, cluster).has(group)) return true;
  demandSources(facts, cluster);
  return false;
}

/** Once for a cluster, however many groups are bound there. */
const demandSources = perCluster((facts, cluster): void => {
  const mode = facts.get(factKeys.cluster(cluster))?.authenticationMode;
  for (const source of sourcesIn(mode)) source(facts, cluster);
});

/** As far as they were read. */
const groupsOf = perCluster((facts, ref): ReadonlySet<string> => {
  const cluster = facts.ifRead(() => facts.get(factKeys.cluster(ref)));
  const mode = cluster === unread ? undefined : cluster?.authenticationMode;
  const read = sourcesIn(mode).map((source) => facts.ifRead(() => source(facts, ref)));
  return new Set(read.flatMap((groups) => (groups === unread ? [] : groups)));
});

/** In the mode API nothing reads aws-auth, in CONFIG_MAP nothing reads access entries. */
function sourcesIn(mode: string | undefined) {
  return [
    ...(mode === 'CONFIG_MAP' ? [] : [groupsOfEntries]),
    ...(mode === 'API' ? [] : [groupsOfMappings]),
  ];
}

function groupsOfEntries(facts: Facts, ref: ClusterRef): readonly string[] {
  return facts
    .list(factKeys.accessEntries(ref))
    .flatMap((arn) => facts.get(factKeys.accessEntry(ref, arn))?.kubernetesGroups ?? []);
}

function groupsOfMappings(facts: Facts, ref: ClusterRef): readonly string[] {
  const { roles, users } = facts.get(factKeys.awsAuth(ref))?.mappings ?? { roles: [], users: [] };
  return [...roles, ...users].flatMap(({ groups }) => groups);
}
