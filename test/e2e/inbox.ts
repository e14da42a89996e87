import { setTimeout as sleep } from 'node:timers/promises';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Clients } from './clients.ts';
import { until } from './wait.ts';

/** A message as SNS delivers it to a queue. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export interface Notification {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageAttributes: Readonly<
    Record<string, { readonly Type: string; readonly Value: string }>
  >;
}

/** A queue that hears what people would hear. */
export interface Inbox {
  /** The next message; the only one, unless another came with it. */
  next(what: string): Promise<Notification>;
  /** All that has come, once nothing comes any more for some seconds. */
  all(): Promise<readonly Notification[]>;
  /** Fails if anything has come or comes within some seconds. */
  staysEmpty(why: string): Promise<void>;
  /** The same, but for copies of a message that has come: delivery is at least once. */
  holdsOnlyRepeats(of: Notification, why: string): Promise<void>;
}

export async function subscribe(clients: Clients, topicArn: string): Promise<Inbox> {
  const { sqs } = clients;
  const queueUrl = await subscribeQueue(clients, topicArn, 'listener');
  return {
    next: async (what) => JSON.parse(await take(sqs, queueUrl, what)),
    all: () => takeAll(sqs, queueUrl),
    staysEmpty: (why) => staysEmpty(sqs, queueUrl, why),
    holdsOnlyRepeats: (of, why) => staysEmpty(sqs, queueUrl, why, of),
  };
}

/** Makes a queue that the topic may send to, subscribes it, and returns its URL. */
export async function subscribeQueue(
  { sqs, sns }: Pick<Clients, 'sqs' | 'sns'>,
  topicArn: string,
  queueName: string,
  subscription: Readonly<Record<string, string>> = {},
): Promise<string> {
  const QueueUrl = await createQueue(sqs, queueName);
  const Endpoint = await arnOf(sqs, QueueUrl);
  const policy = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: Endpoint,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    },
  };
  const Attributes = { Policy: JSON.stringify(policy) };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint,
      Attributes: { ...subscription },
    }),
  );
  return QueueUrl;
}

/** The body of the next message of a queue, which is then gone. */
export function take(sqs: SQSClient, queueUrl: string, what: string): Promise<string> {
  return until(what, () => receive(sqs, queueUrl));
}

async function receive(sqs: SQSClient, QueueUrl: string): Promise<string | undefined> {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
  const message = Messages?.[0];
  if (message?.Body === undefined) return undefined;
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  return message.Body;
}

/** Longer than an event takes from the bus to a message. */
const silence = 5_000;

async function takeAll(sqs: SQSClient, queueUrl: string): Promise<readonly Notification[]> {
  const taken: Notification[] = [];
  await sleep(silence);
  for (;;) {
    const text = await receive(sqs, queueUrl);
    if (text === undefined) return taken;
    taken.push(JSON.parse(text));
  }
}

async function staysEmpty(
  sqs: SQSClient,
  queueUrl: string,
  why: string,
  known?: Notification,
): Promise<void> {
  await sleep(silence);
  for (;;) {
    const text = await receive(sqs, queueUrl);
    if (text === undefined) return;
    const message: Notification = JSON.parse(text);
    if (known === undefined || deliveryIdOf(message) !== deliveryIdOf(known)) {
      throw new Error(`${why}, and yet a message came: ${message.Subject}`);
    }
  }
}

export function deliveryIdOf({ MessageAttributes }: Notification): string | undefined {
  return MessageAttributes['deliveryId']?.Value;
}

async function createQueue(sqs: SQSClient, QueueName: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  if (QueueUrl === undefined) throw new Error(`The queue ${QueueName} has no URL.`);
  return QueueUrl;
}

async function arnOf(sqs: SQSClient, QueueUrl: string): Promise<string> {
  const names = { QueueUrl, AttributeNames: ['QueueArn' as const] };
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand(names));
  return Attributes?.['QueueArn'] ?? '';
}
