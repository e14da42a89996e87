import assert from 'node:assert/strict';
import { InvokeCommand, type LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { assertReadable, assertSays } from '../alerts.ts';
import type { Clients } from '../clients.ts';
import { onEntry, recordEksCall } from '../cloud-trail.ts';
import { accessPolicies, associate, clusters, roles } from '../estate.ts';
import { take } from '../inbox.ts';
import { account } from '../place.ts';
import { queueUrl } from '../queues.ts';
import type { Scenario } from '../scenario.ts';

const principalArn = roles.auditor;

export const alertOutlivesOutage: Scenario = {
  name: 'an alert that SNS does not take stays owed until it does, and repeats of it share its delivery id',
  run: async ({ clients, deployment, inbox }) => {
    const TopicArn = deployment.findingsTopicArn;
    const policy = await topicPolicy(clients, TopicArn);
    await setTopicPolicy(clients, TopicArn, withoutPublishing(policy));

    await associate(clients, principalArn, accessPolicies.clusterAdmin);
    await recordEksCall(clients, {
      eventName: 'AssociateAccessPolicy',
      requestParameters: onEntry(clusters.payments, principalArn),
    });
    const undelivered = await queueUrl(clients.sqs, /QueuesUndelivered/);
    const given = JSON.parse(await take(clients.sqs, undelivered, 'the stream gives up'));
    assert.equal(given.requestContext.condition, 'RetryAttemptsExhausted');

    await setTopicPolicy(clients, TopicArn, policy);
    await redrive(clients.lambda);

    const alert = await inbox.next('the alert that was held up');
    assertReadable(alert);
    assertSays(alert.Message, `${principalArn} is cluster admin of payments in eu-west-1.`);
    // The stream and the schedule may have sent it side by side.
    await inbox.holdsOnlyRepeats(alert, 'Nothing else is owed');
    assert.deepEqual(await redrive(clients.lambda), { sent: 0 });
  },
};

/** A Deny in its own policy is how a topic can be made to fail. */
function withoutPublishing(policy: string): string {
  const { Statement, ...rest } = JSON.parse(policy);
  const deny = {
    Effect: 'Deny',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'sns:Publish',
    Resource: '*',
  };
  return JSON.stringify({ ...rest, Statement: [...[Statement].flat(), deny] });
}

async function topicPolicy({ sns }: Clients, TopicArn: string): Promise<string> {
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  const policy = Attributes?.['Policy'];
  if (policy === undefined) throw new Error(`The topic ${TopicArn} has no policy.`);
  return policy;
}

async function setTopicPolicy({ sns }: Clients, TopicArn: string, AttributeValue: string) {
  const AttributeName = 'Policy';
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
}

/** What the schedule does every five minutes, and what came of it. */
async function redrive(lambda: LambdaClient): Promise<unknown> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const names = Functions.map((found) => found.FunctionName);
  const FunctionName = names.find((name) => name?.endsWith('-alert'));
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  return JSON.parse(Payload?.transformToString() ?? 'null');
}
