import { DescribeClusterCommand } from '@aws-sdk/client-eks';
import type { Account } from '../../shared/model/account.ts';
import type { Known } from '../../shared/model/check.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ClusterProbe } from '../../shared/ports/cluster-probe.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { type AwsClients, awsClients } from './aws-clients.ts';
import { type AwsSession, awsSession } from './aws-session.ts';
import { readAuthorities } from './read-cluster-parts.ts';
import { readInside } from './read-inside.ts';

export interface ClusterProbeOptions {
  readonly account: Account;
  readonly kubernetes: KubernetesReader;
  readonly clock: Clock;
}

/** The smallest list that tells whether we are let in, and whether the group of our readers is bound. */
const resources = ['namespaces'];

/** Asks the way that a sweep does, for no more than the namespaces. */
export function clusterProbe(
  { account, kubernetes, clock }: ClusterProbeOptions,
  clients: AwsClients = awsClients,
): ClusterProbe {
  const aws = awsSession({ account: async () => account, onFailure: 'unread', clock }, clients);
  return { reach: (cluster) => reach(aws, kubernetes, cluster) };
}

async function reach(
  aws: AwsSession,
  kubernetes: KubernetesReader,
  cluster: ClusterRef,
): Promise<Known<true>> {
  const { region, name } = cluster;
  const described = await aws.ask(`DescribeCluster of ${region}/${name}`, () =>
    aws.eks(region).send(new DescribeClusterCommand({ name })),
  );
  const parts = await readAuthorities(aws, cluster);
  const told = { described, parts };
  for await (const { outcome } of readInside(kubernetes, { cluster, resources }, told)) {
    if (outcome.kind === 'document') return { read: true, value: true };
    if (outcome.kind === 'unread') return { read: false, reason: outcome.reason };
  }
  return { read: false, reason: 'nothing was answered' };
}
