import { ListAccessEntriesCommand } from '@aws-sdk/client-eks';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { absentAnswer, itemsAnswer, unreadAnswer } from './answers.ts';
import type { AwsSession } from './aws-session.ts';
import { everyPage, type Listing } from './every-page.ts';
import { readAccessEntry } from './read-access-entry.ts';

/** Every access entry of a cluster, each with its access policies, then the list of them; or that the cluster is gone. */
export async function* readAccessEntries(
  aws: AwsSession,
  cluster: ClusterRef,
): AsyncGenerator<Answer> {
  const { values, readAt, failure } = await listEntries(aws, cluster);
  if (failure?.kind === 'gone') {
    return yield absentAnswer({ path: snapshotPaths.cluster(cluster) }, readAt);
  }
  const answers = await Promise.all(values.map((arn) => readAccessEntry(aws, cluster, arn)));
  yield* answers.flat();
  const path = snapshotPaths.accessEntries(cluster);
  yield failure === undefined
    ? itemsAnswer(path, readAt, values)
    : unreadAnswer({ path }, readAt, failure.reason);
}

function listEntries(aws: AwsSession, { region, name }: ClusterRef): Promise<Listing<string>> {
  return everyPage((nextToken) =>
    aws.ask(`ListAccessEntries of ${region}/${name}`, async () => {
      const page = await aws
        .eks(region)
        .send(new ListAccessEntriesCommand({ clusterName: name, maxResults: 100, nextToken }));
      return { values: page.accessEntries, nextToken: page.nextToken };
    }),
  );
}
