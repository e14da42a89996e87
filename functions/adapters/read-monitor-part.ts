import { DescribeKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import {
  GetFunctionConcurrencyCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import { paginateListSubscriptionsByTopic, type SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { compareText } from '../../shared/model/json.ts';
import type {
  EventSource,
  ExpectedFunction,
  ExpectedKey,
  ExpectedPart,
  ExpectedQueue,
  ExpectedTopic,
  FoundFunction,
  FoundKey,
  FoundQueue,
  FoundTopic,
  MonitorPart,
} from '../../shared/model/monitor.ts';
import type { MonitorClients } from './monitor-clients.ts';
import { readMonitorRule } from './read-monitor-rule.ts';

/** A part that is there, as it is. Throws what AWS refuses, that it does not exist included. */
export async function readMonitorPart(
  clients: MonitorClients,
  expected: ExpectedPart,
): Promise<MonitorPart> {
  const { region } = expected;
  switch (expected.kind) {
    case 'rule':
      return {
        kind: 'rule',
        expected,
        found: await readMonitorRule(clients.events(region), expected),
      };
    case 'function':
      return {
        kind: 'function',
        expected,
        found: await readFunction(clients.lambda(region), expected),
      };
    case 'topic':
      return { kind: 'topic', expected, found: await readTopic(clients.sns(region), expected) };
    case 'queue':
      return { kind: 'queue', expected, found: await readQueue(clients.sqs(region), expected) };
    case 'key':
      return { kind: 'key', expected, found: await readKey(clients.kms(region), expected) };
  }
}

async function readFunction(
  lambda: LambdaClient,
  { name }: ExpectedFunction,
): Promise<FoundFunction> {
  const { ReservedConcurrentExecutions: reservedConcurrency } = await lambda.send(
    new GetFunctionConcurrencyCommand({ FunctionName: name }),
  );
  const eventSources: EventSource[] = [];
  const pages = paginateListEventSourceMappings({ client: lambda }, { FunctionName: name });
  for await (const { EventSourceMappings = [] } of pages) {
    for (const { UUID, EventSourceArn, State } of EventSourceMappings) {
      if (UUID === undefined || EventSourceArn === undefined || State === undefined) continue;
      eventSources.push({ uuid: UUID, arn: EventSourceArn, state: State });
    }
  }
  return {
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    eventSources: eventSources.sort((a, b) => compareText(a.uuid, b.uuid)),
  };
}

/** A subscription without ARN waits to be confirmed. https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
async function readTopic(sns: SNSClient, { arn }: ExpectedTopic): Promise<FoundTopic> {
  const arns: string[] = [];
  const pages = paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: arn });
  for await (const { Subscriptions = [] } of pages) {
    arns.push(...Subscriptions.flatMap(({ SubscriptionArn }) => SubscriptionArn ?? []));
  }
  const confirmed = arns.filter((each) => each.startsWith('arn:')).length;
  const pending = arns.filter((each) => each === 'PendingConfirmation').length;
  return { confirmed, pending };
}

/** Of a queue for traffic only that it is there: how much it holds changes all the time. */
async function readQueue(sqs: SQSClient, { url, forFailures }: ExpectedQueue): Promise<FoundQueue> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
    }),
  );
  const messages = Number(Attributes['ApproximateNumberOfMessages'] ?? Number.NaN);
  if (Number.isNaN(messages)) {
    throw new Error('malformed answer: a queue without ApproximateNumberOfMessages');
  }
  return forFailures ? { messages } : {};
}

async function readKey(kms: KMSClient, { arn }: ExpectedKey): Promise<FoundKey> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: arn }));
  if (KeyMetadata?.KeyState === undefined) {
    throw new Error('malformed answer: a key without KeyState');
  }
  return { state: KeyMetadata.KeyState };
}
