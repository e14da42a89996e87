import {
  type AssociatedAccessPolicy,
  DescribeAccessEntryCommand,
  ListAssociatedAccessPoliciesCommand,
} from '@aws-sdk/client-eks';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import {
  type Address,
  absentAnswer,
  answerTo,
  documentAnswer,
  isGone,
  unreadAnswer,
} from './answers.ts';
import type { AwsSession } from './aws-session.ts';
import { everyPage, type Listing } from './every-page.ts';

/** One access entry and its access policies, or that it does not exist. */
export async function readAccessEntry(
  aws: AwsSession,
  cluster: ClusterRef,
  principalArn: string,
): Promise<readonly Answer[]> {
  const place = `${principalArn} in ${cluster.region}/${cluster.name}`;
  const [entry, policies] = await Promise.all([
    aws.ask(`DescribeAccessEntry of ${place}`, () =>
      aws
        .eks(cluster.region)
        .send(new DescribeAccessEntryCommand({ clusterName: cluster.name, principalArn })),
    ),
    listPolicies(aws, cluster, principalArn),
  ]);
  const address = { path: snapshotPaths.accessEntries(cluster), item: principalArn };
  if (isGone(entry)) return [absentAnswer(address, entry.readAt)];
  if (policies.failure?.kind === 'gone') return [absentAnswer(address, policies.readAt)];
  return [
    answerTo(address, entry),
    policiesAnswer({ ...address, part: 'associatedAccessPolicies' }, policies),
  ];
}

function policiesAnswer(
  address: Address,
  { values, readAt, failure }: Listing<AssociatedAccessPolicy>,
): Answer {
  return failure === undefined
    ? documentAnswer(address, readAt, values)
    : unreadAnswer(address, readAt, failure.reason);
}

function listPolicies(
  aws: AwsSession,
  { region, name }: ClusterRef,
  principalArn: string,
): Promise<Listing<AssociatedAccessPolicy>> {
  return everyPage((nextToken) =>
    aws.ask(`ListAssociatedAccessPolicies of ${principalArn} in ${region}/${name}`, async () => {
      const page = await aws.eks(region).send(
        new ListAssociatedAccessPoliciesCommand({
          clusterName: name,
          principalArn,
          maxResults: 100,
          nextToken,
        }),
      );
      return { values: page.associatedAccessPolicies, nextToken: page.nextToken };
    }),
  );
}
