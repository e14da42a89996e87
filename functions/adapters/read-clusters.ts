import { DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer } from '../../shared/model/reading.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { answerTo, isGone, itemsAnswer, unreadAnswer } from './answers.ts';
import type { AwsSession } from './aws-session.ts';
import { everyPage } from './every-page.ts';
import { readAccessEntries } from './read-access-entries.ts';
import { readClusterParts } from './read-cluster-parts.ts';
import { readInside } from './read-inside.ts';
import { readNodegroups } from './read-nodegroups.ts';

/** The names of a Region's clusters. */
export async function* readClusters(aws: AwsSession, region: string): AsyncGenerator<Answer> {
  const listing = await everyPage((nextToken) =>
    aws.ask(`ListClusters in ${region}`, async () => {
      const page = await aws
        .eks(region)
        .send(new ListClustersCommand({ maxResults: 100, nextToken }));
      return { values: page.clusters, nextToken: page.nextToken };
    }),
  );
  const path = snapshotPaths.clusters(region);
  yield listing.failure === undefined
    ? itemsAnswer(path, listing.readAt, listing.values)
    : unreadAnswer({ path }, listing.readAt, listing.failure.reason);
}

/**
 * One cluster, its access entries and everything else that belongs to it, what is inside it last. In CONFIG_MAP mode EKS refuses to list
 * entries and there are none; a cluster that could not be described is asked for the rest all the same.
 * https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export async function* readCluster(
  aws: AwsSession,
  cluster: ClusterRef,
  kubernetes?: KubernetesReader,
): AsyncGenerator<Answer> {
  const { region, name } = cluster;
  const described = await aws.ask(`DescribeCluster of ${region}/${name}`, () =>
    aws.eks(region).send(new DescribeClusterCommand({ name })),
  );
  const path = snapshotPaths.cluster(cluster);
  yield answerTo({ path }, described);
  const mode = described.ok && described.value.cluster?.accessConfig?.authenticationMode;
  if (isGone(described)) return;
  if (mode !== 'CONFIG_MAP') {
    for await (const answer of readAccessEntries(aws, cluster)) {
      yield answer;
      if (answer.path === path) return;
    }
  }
  const parts = await readClusterParts(aws, cluster);
  yield* parts;
  yield* await readNodegroups(aws, cluster);
  yield* readInside(kubernetes, { cluster }, { described, parts });
}
