import pLimit from 'p-limit';
import { isExpected } from '../../shared/assess/coverage.ts';
import { dayOf } from '../../shared/commit/commit.ts';
import { clusterCheck } from '../../shared/doctor/cluster-check.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Check } from '../../shared/model/check.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Config } from '../../shared/model/config.ts';
import { createEstate, type Estate, factOf } from '../../shared/model/estate.ts';
import { isPresent } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ClusterProbe } from '../../shared/ports/cluster-probe.ts';
import type { FactSource } from '../../shared/ports/estate-source.ts';
import { readAll } from '../sweep/read-all.ts';

export interface ExamineClustersPorts {
  readonly account: Account;
  readonly config: Config;
  /** Lists clusters. */
  readonly source: FactSource;
  readonly probe: ClusterProbe;
  /** ARN of the role that looks into a cluster. */
  readonly readerArn: (cluster: ClusterRef) => string;
  readonly clock: Clock;
}

/** Tries to look into every watched cluster, eight at a time: each costs an invocation of a reader. */
export async function examineClusters(ports: ExamineClustersPorts): Promise<readonly Check[]> {
  const { account, config } = ports;
  if (!config.kubernetes.read) return [notAsked];
  const { regions } = config;
  const requests = regions.map((region) => ({ kind: 'clusters', region }) as const);
  const estate = createEstate(account, await readAll(ports, requests));
  const unlisted = regions.flatMap((region) => unlistedCheck(estate, region));
  const clusters = regions.flatMap((region) => clustersIn(estate, region));
  const reached = await pLimit(8).map(clusters, (cluster) => checkOf(ports, cluster));
  return [...unlisted, ...reached];
}

const notAsked: Check = {
  id: 'clusters',
  area: 'clusters',
  status: 'not-applicable',
  says: 'Clusters are not looked into: kubernetes.read is false in gatewatch.yaml.',
};

function clustersIn(estate: Estate, region: string): readonly ClusterRef[] {
  const names = factOf(estate, factKeys.clusters(region));
  return isPresent(names) ? names.value.map((name) => ({ region, name })) : [];
}

function unlistedCheck(estate: Estate, region: string): readonly Check[] {
  const names = factOf(estate, factKeys.clusters(region));
  if (names.read) return [];
  const says = `The clusters in ${region} could not be listed: ${names.reason}.`;
  return [{ id: `clusters ${region}`, area: 'clusters', status: 'unread', says }];
}

async function checkOf(ports: ExamineClustersPorts, cluster: ClusterRef): Promise<Check> {
  const { config, clock, probe, readerArn } = ports;
  return clusterCheck({
    cluster,
    readerArn: readerArn(cluster),
    reached: await probe.reach(cluster),
    isExpected: isExpected(config, dayOf(clock()), factKeys.namespaces(cluster)),
  });
}
