import type { ClusterRef } from '../../shared/model/cluster.ts';
import { createEstate, type FactMap, mergeFacts } from '../../shared/model/estate.ts';
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
    throw new UsageError(`--cluster ${named}: no such cluster; write it as REGION/NAME`);
  }
  const read = events.map((event) => withCluster(event, only));
  return {
    events: read.filter((one) => typeof one !== 'string'),
    faults: [...faults, ...read.filter((one) => typeof one === 'string')],
  };
}

/** As the queue would bring it; text that says what is missing where that cannot be. */
function withCluster(event: RecordedEvent, known: readonly ClusterRef[]): RecordedEvent | string {
  const { place, json, audited } = event;
  if (audited === undefined) return event;
  const { clusterName } = audited;
  const [cluster, ...others] = known.filter(
    ({ name }) => clusterName === undefined || name === clusterName,
  );
  if (cluster !== undefined && others.length === 0) {
    const { region, name } = cluster;
    return { place, json: { gatewatch: 'audit', cluster: { region, name }, record: json } };
  }
  return `${place}: from the audit log of which cluster? Name it with --cluster REGION/NAME`;
}

async function clustersIn({ source, account, config }: Place): Promise<readonly ClusterRef[]> {
  const facts: FactMap[] = [];
  for (const region of config.regions) {
    facts.push(await collect(source, account, { kind: 'clusters', region }));
  }
  const estate = createEstate(account, facts.reduce(mergeFacts, new Map()));
  return config.regions.flatMap((region) => knownClusters(estate, region));
}
