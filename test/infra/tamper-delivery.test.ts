import { describe, expect, it } from 'vitest';
import { type TamperCalls, tamperEvents } from '../../infra/tamper-events.ts';
import type { Json } from '../../shared/model/json.ts';
import { type BusEvent, heardBy } from './listening-rules.ts';
import { synthesised } from './synthesised.ts';

const deployment = synthesised();

interface Members {
  readonly requestParameters?: Json;
  readonly responseElements?: Json;
  readonly errorCode?: string;
}

/** What EventBridge makes of a call that CloudTrail recorded, as far as a pattern looks. */
function call(
  { service }: TamperCalls,
  eventName: string,
  members: Members,
  region = 'eu-west-1',
): BusEvent {
  return {
    source: `aws.${service}`,
    'detail-type': 'AWS API Call via CloudTrail',
    region,
    detail: { eventSource: `${service}.amazonaws.com`, eventName, ...members },
  };
}

interface Case {
  readonly calls: TamperCalls;
  readonly ours: Members;
  readonly heard: readonly string[];
  /** The nearest call that is nothing to us. */
  readonly other: Members;
}

const account = '111122223333';
const lambdaArn = `arn:aws:lambda:eu-west-1:${account}:function`;
const topicArn = `arn:aws:sns:eu-west-1:${account}`;
const queueUrl = `https://sqs.eu-west-1.amazonaws.com/${account}`;

const cases: Readonly<Record<string, Case>> = {
  'a rule of ours': {
    calls: tamperEvents.rule,
    ours: { requestParameters: { name: 'gatewatch-eu-west-1-changes-eks' } },
    heard: ['tamper-a'],
    other: { requestParameters: { name: 'changes-eks' } },
  },
  'the second tamper rule': {
    calls: tamperEvents.rule,
    ours: { requestParameters: { name: 'gatewatch-eu-west-1-tamper-b' } },
    heard: ['tamper-a'],
    other: { requestParameters: { name: 'gatewatch-us-east-1-tamper-b' } },
  },
  'the first tamper rule, which could itself not say it': {
    calls: tamperEvents.rule,
    ours: { requestParameters: { name: 'gatewatch-eu-west-1-tamper-a' } },
    heard: ['tamper-a', 'tamper-b'],
    other: { requestParameters: { name: 'gatewatch-us-east-1-tamper-a' } },
  },
  'what a rule of ours sends to': {
    calls: tamperEvents.targets,
    ours: { requestParameters: { rule: 'gatewatch-eu-west-1-changes-iam', ids: ['Target0'] } },
    heard: ['tamper-a'],
    other: { requestParameters: { rule: 'nightly', ids: ['gatewatch-eu-west-1-sweep'] } },
  },
  'what the first tamper rule sends to': {
    calls: tamperEvents.targets,
    ours: { requestParameters: { rule: 'gatewatch-eu-west-1-tamper-a' } },
    heard: ['tamper-a', 'tamper-b'],
    other: { requestParameters: { rule: 'tamper-a' } },
  },
  'the hub bus': {
    calls: tamperEvents.bus,
    ours: { requestParameters: { name: 'gatewatch-hub' } },
    heard: ['tamper-b'],
    other: { requestParameters: { name: 'hub' } },
  },
  'the policy of the hub bus': {
    calls: tamperEvents.busPolicy,
    ours: { requestParameters: { eventBusName: 'gatewatch-hub', statementId: 'a' } },
    heard: ['tamper-b'],
    other: { requestParameters: { statementId: 'gatewatch-hub' } },
  },
  'a function of ours, by name': {
    calls: tamperEvents.function,
    ours: { requestParameters: { functionName: 'gatewatch-eu-west-1-sweep' } },
    heard: ['tamper-a'],
    other: { requestParameters: { functionName: 'my-gatewatch-eu-west-1-sweep' } },
  },
  'a function of ours, by ARN': {
    calls: tamperEvents.function,
    ours: { requestParameters: { functionName: `${lambdaArn}:gatewatch-eu-west-1-sweep` } },
    heard: ['tamper-a'],
    other: { requestParameters: { functionName: `${lambdaArn}:nightly` } },
  },
  'an event source of a function of ours': {
    calls: tamperEvents.eventSource,
    ours: {
      requestParameters: { uUID: '91b56ae1-1a2b-4c3d-8e4f-5a6b7c8d9e0f' },
      responseElements: { functionArn: `${lambdaArn}:gatewatch-eu-west-1-access-change` },
    },
    heard: ['tamper-a'],
    other: { responseElements: { functionArn: `${lambdaArn}:nightly` } },
  },
  'a topic of ours': {
    calls: tamperEvents.topic,
    ours: { requestParameters: { topicArn: `${topicArn}:Gatewatch-FindingsTopic-AbC` } },
    heard: ['tamper-a'],
    other: { requestParameters: { topicArn: `${topicArn}:deployments` } },
  },
  'a subscription to a topic of ours': {
    calls: tamperEvents.subscription,
    ours: { requestParameters: { subscriptionArn: `${topicArn}:Gatewatch-FindingsTopic-AbC:1` } },
    heard: ['tamper-a'],
    other: { requestParameters: { subscriptionArn: `${topicArn}:deployments:1` } },
  },
  'a queue of ours': {
    calls: tamperEvents.queue,
    ours: { requestParameters: { queueUrl: `${queueUrl}/Gatewatch-QueuesChanges-AbC` } },
    heard: ['tamper-a'],
    other: { requestParameters: { queueUrl: `${queueUrl}/orders` } },
  },
  'our key, by id': {
    calls: tamperEvents.key,
    ours: { requestParameters: { keyId: '<EncryptionKey>' } },
    heard: ['tamper-a'],
    other: { requestParameters: { keyId: '01234567-89ab-cdef-0123-456789abcdef' } },
  },
  'our key, by ARN': {
    calls: tamperEvents.key,
    ours: { requestParameters: { keyId: `arn:aws:kms:eu-west-1:${account}:key/<EncryptionKey>` } },
    heard: ['tamper-a'],
    other: { requestParameters: { keyId: '<EncryptionKey>/' } },
  },
  'our table': {
    calls: tamperEvents.table,
    ours: {
      requestParameters: { tableName: `arn:aws:dynamodb:eu-west-1:${account}:table/<StateTable>` },
      responseElements: { tableDescription: { tableName: '<StateTable>' } },
    },
    heard: ['tamper-b'],
    other: {
      requestParameters: { tableName: 'orders' },
      responseElements: { tableDescription: { tableName: 'orders' } },
    },
  },
  'our bucket': {
    calls: tamperEvents.bucket,
    ours: { requestParameters: { bucketName: '<StateBucket>' } },
    heard: ['tamper-b'],
    other: { requestParameters: { bucketName: 'invoices' } },
  },
};

describe.each(Object.entries(cases))('a call against %s', (_, { calls, ours, heard, other }) => {
  it.each(calls.names)(`%s is heard by ${heard.join(' and ')}`, (name) => {
    expect(heardBy(deployment, call(calls, name, ours))).toEqual(heard);
  });

  it.each(calls.names)('%s is heard by none of another', (name) => {
    expect(heardBy(deployment, call(calls, name, other))).toEqual([]);
  });

  it.each(calls.names)('%s is heard by none when it failed', (name) => {
    const failed = { ...ours, errorCode: 'AccessDenied' };
    expect(heardBy(deployment, call(calls, name, failed))).toEqual([]);
  });
});

describe('a call against any trail', () => {
  it.each(tamperEvents.trail.names)('%s is heard, at home by the feed of changes too', (name) => {
    const stopped = { requestParameters: { name: 'organization' } };
    const { trail } = tamperEvents;
    expect(heardBy(deployment, call(trail, name, stopped))).toEqual([
      'changes-cloudtrail',
      'tamper-b',
    ]);
    expect(heardBy(deployment, call(trail, name, stopped, 'us-east-1'))).toEqual([
      'forward-cloudtrail',
      'tamper-b',
      'forwarded-cloudtrail',
      'forwarded-tampering',
    ]);
  });
});

describe('a call against what is ours in another Region', () => {
  const ownQueue = `https://sqs.us-east-1.amazonaws.com/${account}/gatewatch-eu-west-1-forwarder-undelivered`;
  const ownTopic = `arn:aws:sns:us-east-1:${account}:gatewatch-eu-west-1-forwarder-operations`;

  it.each<[string, TamperCalls, Members]>([
    ['rule', tamperEvents.rule, { requestParameters: { name: 'gatewatch-eu-west-1-forward-iam' } }],
    ['queue', tamperEvents.queue, { requestParameters: { queueUrl: ownQueue } }],
    ['topic', tamperEvents.topic, { requestParameters: { topicArn: ownTopic } }],
  ])('reaches home, as of a %s', (_, calls, ours) => {
    for (const name of calls.names) {
      expect(heardBy(deployment, call(calls, name, ours, 'us-east-1'))).toEqual([
        'tamper-a',
        'forwarded-tampering',
      ]);
    }
  });

  it('is heard by none where it only has the name of something at home', () => {
    const sameName = { requestParameters: { bucketName: '<StateBucket>' } };
    expect(
      heardBy(deployment, call(tamperEvents.bucket, 'DeleteBucket', sameName, 'us-east-1')),
    ).toEqual([]);
  });
});

it('hears a deployment of its own stack that has ended, and no other', () => {
  const ended = (stackId: string, status: string): BusEvent => ({
    source: 'aws.cloudformation',
    'detail-type': 'CloudFormation Stack Status Change',
    region: 'eu-west-1',
    detail: { 'stack-id': stackId, 'status-details': { status } },
  });
  expect(heardBy(deployment, ended('<AWS::StackId>', 'UPDATE_COMPLETE'))).toEqual(['deployed']);
  expect(heardBy(deployment, ended('<AWS::StackId>', 'UPDATE_IN_PROGRESS'))).toEqual([]);
  expect(heardBy(deployment, ended('another', 'UPDATE_COMPLETE'))).toEqual([]);
});
