import type { ClusterRef } from '../../shared/model/cluster.ts';
import { createEstate, type FactMap, mergeFacts } from '../../shared/model/estate.ts';
import { plain } from '../../shared/report/text.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { collect } from '../collect.ts';
import { knownClusters } from '../events/stored.ts';
import { isNamed } from './asked-clusters.ts';
import type { Place } from './place.ts';
import type { RecordedEvent, RecordedEvents } from './recorded-events.ts';

/** A record of an audit log says nothing of the cluster it is from: its log group does, or whoever hands it over. */
export async function ofTheirClusters(
  { events, faults }: RecordedEvents,
  place: Place,
  named: string | undefined,
): Promise<RecordedEvents> {
  if (events.every(({ audited }) => audited === undefined)) return { events, faults };
  const known = await clustersIn(place);
  const only = named === undefined ? known : known.filter((cluster) => isNamed(cluster, named));
  if (named !== undefined && only.length === 0) {
    throw new UsageError(`--cluster ${named}: no such cluster; known are ${plain(listed(known))}`);
  }
  const { accountId } = place.account;
  const read = events.map((event) => withCluster(event, { accountId, known, only }));
  return {
    events: read.filter((one) => typeof one !== 'string'),
    faults: [...faults, ...read.filter((one) => typeof one === 'string')],
  };
}

interface Clusters {
  readonly accountId: string;
  readonly known: readonly ClusterRef[];
  /** Those that are meant, where some are named. */
  readonly only: readonly ClusterRef[];
}

/** As the queue would bring it; text that says what is missing where that cannot be. */
function withCluster(
  event: RecordedEvent,
  { accountId, known, only }: Clusters,
): RecordedEvent | string {
  const { place, json, audited } = event;
  if (audited === undefined) return event;
  const { clusterName, owner = accountId } = audited;
  if (owner !== accountId) return `${place}: of account ${owner}, which is not watched`;
  const [cluster, ...others] = ofLog(only, clusterName);
  if (cluster === undefined)
    return `${place}: from the audit log of ${unknown(clusterName, known)}`;
  if (others.length > 0) {
    const choice = listed([cluster, ...others]);
    return `${place}: from the audit log of which cluster? Name it with --cluster: ${choice}`;
  }
  const { region, name } = cluster;
  return { place, json: { gatewatch: 'audit', cluster: { region, name }, record: json } };
}

/** Any may be meant where the log does not have its name. */
function ofLog(clusters: readonly ClusterRef[], clusterName: string | undefined) {
  return clusters.filter(({ name }) => clusterName === undefined || name === clusterName);
}

function unknown(clusterName: string | undefined, known: readonly ClusterRef[]): string {
  const name = clusterName ?? 'some cluster';
  return ofLog(known, clusterName).length > 0
    ? `${name}, and --cluster names another`
    : `${name}; known are ${listed(known)}`;
}

/** Names that are still read: this is said with every record. */
const mostNamed = 10;

function listed(clusters: readonly ClusterRef[]): string {
  if (clusters.length === 0) return 'none';
  const names = clusters.map(({ region, name }) => `${region}/${name}`);
  const more = names.length - mostNamed;
  return [...names.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

async function clustersIn({ source, account, config }: Place): Promise<readonly ClusterRef[]> {
  const facts: FactMap[] = [];
  for (const region of config.regions) {
    facts.push(await collect(source, account, { kind: 'clusters', region }));
  }
  const estate = createEstate(account, facts.reduce(mergeFacts, new Map()));
  return config.regions.flatMap((region) => knownClusters(estate, region));
}
