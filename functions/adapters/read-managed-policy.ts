import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type Policy,
  type PolicyVersion,
} from '@aws-sdk/client-iam';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { answerTo, documentAnswer, unreadAnswer } from './answers.ts';
import type { Asked, AwsSession } from './aws-session.ts';

/** A managed policy with its default version, put together as account authorization details give it. */
export async function readManagedPolicy(aws: AwsSession, arn: string): Promise<Answer> {
  const address = { path: snapshotPaths.iam(), item: arn };
  const asked = await askForPolicy(aws, arn);
  if (!asked.ok) return answerTo(address, asked);
  const { readAt, value: policy } = asked;
  const versionId = policy?.DefaultVersionId;
  if (versionId === undefined) {
    return unreadAnswer(address, readAt, 'malformed answer: a policy without default version');
  }
  const version = await askForVersion(aws, arn, versionId);
  // A version that is gone while its policy was there a moment ago says nothing of the one in force.
  if (!version.ok) return unreadAnswer(address, version.readAt, version.failure.reason);
  return documentAnswer(address, readAt, { ...policy, PolicyVersionList: [version.value] });
}

function askForPolicy(aws: AwsSession, PolicyArn: string): Promise<Asked<Policy | undefined>> {
  return aws.ask(`GetPolicy of ${PolicyArn}`, async () => {
    const answer = await (await aws.iam()).send(new GetPolicyCommand({ PolicyArn }));
    return answer.Policy;
  });
}

function askForVersion(
  aws: AwsSession,
  PolicyArn: string,
  VersionId: string,
): Promise<Asked<PolicyVersion | undefined>> {
  return aws.ask(`GetPolicyVersion of ${PolicyArn}`, async () => {
    const command = new GetPolicyVersionCommand({ PolicyArn, VersionId });
    const answer = await (await aws.iam()).send(command);
    return answer.PolicyVersion;
  });
}
