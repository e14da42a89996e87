import { GetInstanceMetadataDefaultsCommand } from '@aws-sdk/client-ec2';
import {
  type AccessPolicy,
  type ClusterVersionInformation,
  DescribeClusterVersionsCommand,
  ListAccessPoliciesCommand,
} from '@aws-sdk/client-eks';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { answerTo, documentAnswer, unreadAnswer } from './answers.ts';
import type { AwsSession } from './aws-session.ts';
import { everyPage, type Listing } from './every-page.ts';

/** What EKS offers in a Region, and what the account's new instances get there. */
export async function* readRegion(aws: AwsSession, region: string): AsyncGenerator<Answer> {
  const [versions, policies, defaults] = await Promise.all([
    listVersions(aws, region),
    listPolicies(aws, region),
    aws.ask(`GetInstanceMetadataDefaults in ${region}`, () =>
      aws.ec2(region).send(new GetInstanceMetadataDefaultsCommand({})),
    ),
  ]);
  yield listingAnswer(snapshotPaths.clusterVersions(region), versions, 'clusterVersions');
  yield listingAnswer(snapshotPaths.accessPolicies(region), policies, 'accessPolicies');
  yield answerTo({ path: snapshotPaths.instanceMetadataDefaults(region) }, defaults);
}

/** Unsupported versions too: a cluster may still be on one. */
function listVersions(
  aws: AwsSession,
  region: string,
): Promise<Listing<ClusterVersionInformation>> {
  return everyPage((nextToken) =>
    aws.ask(`DescribeClusterVersions in ${region}`, async () => {
      const command = { includeAll: true, maxResults: 100, nextToken };
      const page = await aws.eks(region).send(new DescribeClusterVersionsCommand(command));
      return { values: page.clusterVersions, nextToken: page.nextToken };
    }),
  );
}

function listPolicies(aws: AwsSession, region: string): Promise<Listing<AccessPolicy>> {
  return everyPage((nextToken) =>
    aws.ask(`ListAccessPolicies in ${region}`, async () => {
      const command = new ListAccessPoliciesCommand({ maxResults: 100, nextToken });
      const page = await aws.eks(region).send(command);
      return { values: page.accessPolicies, nextToken: page.nextToken };
    }),
  );
}

/** All pages as one answer, as the CLI prints them. */
function listingAnswer(
  path: string,
  { values, readAt, failure }: Listing<unknown>,
  member: string,
): Answer {
  return failure === undefined
    ? documentAnswer({ path }, readAt, { [member]: values })
    : unreadAnswer({ path }, readAt, failure.reason);
}
