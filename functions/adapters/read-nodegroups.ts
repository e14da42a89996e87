import {
  DescribeNodegroupCommand,
  type DescribeNodegroupResponse,
  ListNodegroupsCommand,
} from '@aws-sdk/client-eks';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import type { AwsSession } from './aws-session.ts';
import { type DescribedParts, readDescribed } from './read-described.ts';
import { readMetadataOptions } from './read-metadata-options.ts';

/** The node groups of a cluster, each with its metadata options. */
export async function readNodegroups(
  aws: AwsSession,
  cluster: ClusterRef,
): Promise<readonly Answer[]> {
  const { described, answers } = await readDescribed(aws, cluster, nodegroups);
  const path = snapshotPaths.nodegroups(cluster);
  const options = await Promise.all(
    described.flatMap(({ item, asked }) => {
      const nodegroup = asked.ok ? asked.value.nodegroup : undefined;
      if (nodegroup === undefined) return [];
      const address = { path, item, part: 'metadataOptions' };
      const { readAt } = asked;
      return [readMetadataOptions(aws, cluster.region, address, { nodegroup, readAt })];
    }),
  );
  return [...options, ...answers];
}

const nodegroups: DescribedParts<string, DescribeNodegroupResponse> = {
  what: 'node groups',
  path: snapshotPaths.nodegroups,
  list: async (eks, clusterName, nextToken) => {
    const command = new ListNodegroupsCommand({ clusterName, maxResults: 100, nextToken });
    const page = await eks.send(command);
    return { values: page.nodegroups, nextToken: page.nextToken };
  },
  nameOf: (name) => name,
  describe: (eks, clusterName, nodegroupName) =>
    eks.send(new DescribeNodegroupCommand({ clusterName, nodegroupName })),
};
