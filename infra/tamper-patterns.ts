import { type EventPattern, Match } from 'aws-cdk-lib/aws-events';
import { cloudTrailDetailTypes } from '../functions/events/catalogue/watched-events.ts';
import { hubBusName } from './names.ts';
import { tamperEvents, tamperSources } from './tamper-events.ts';

/** What is ours in one Region. */
export interface Own {
  readonly partition: string;
  /** What the names of our rules and functions begin with. */
  readonly prefix: string;
  /** What the names of our queues and topics begin with. */
  readonly queuesAndTopics: string;
  readonly keyId?: string;
}

/**
 * Calls that succeeded against anything that we are made of. At most 2,048 characters. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function tampering({ partition, prefix, queuesAndTopics, keyId }: Own): EventPattern {
  const topic = [{ wildcard: `*:${queuesAndTopics}*` }];
  const sources = tamperSources.filter((source) => source !== 'aws.cloudtrail');
  return succeeded(partition, sources, [
    ...againstRules([{ prefix }]),
    request('lambda', tamperEvents.function, {
      functionName: [{ prefix }, { wildcard: `*:${prefix}*` }],
    }),
    {
      ...calls('lambda', tamperEvents.eventSource),
      responseElements: { functionArn: [{ wildcard: `*:${prefix}*` }] },
    },
    request('sns', tamperEvents.topic, { topicArn: topic }),
    request('sns', tamperEvents.subscription, { subscriptionArn: topic }),
    request('sqs', tamperEvents.queue, { queueUrl: [{ wildcard: `*/${queuesAndTopics}*` }] }),
    ...(keyId === undefined
      ? []
      : [request('kms', tamperEvents.key, { keyId: [{ suffix: keyId }] })]),
  ]);
}

/**
 * Calls that succeeded against one rule, or against what feeds us: the bus that other Regions send to, and any trail, for one
 * that stops may be the one that logs for us.
 */
export function tamperingWithFeed(partition: string, rule: string): EventPattern {
  return succeeded(
    partition,
    ['aws.cloudtrail', 'aws.events'],
    [
      ...againstRules([rule]),
      request('events', tamperEvents.bus, { name: [hubBusName] }),
      request('events', tamperEvents.busPolicy, { eventBusName: [hubBusName] }),
      calls('cloudtrail', tamperEvents.trail),
    ],
  );
}

/** What came through such a rule of another Region. */
export function forwardedTampering(partition: string): EventPattern {
  return { source: [...tamperSources], detailType: [...cloudTrailDetailTypes(partition)] };
}

function againstRules(name: readonly unknown[]) {
  return [
    request('events', tamperEvents.rule, { name }),
    request('events', tamperEvents.targets, { rule: name }),
  ];
}

function request(service: string, names: readonly string[], requestParameters: object) {
  return { ...calls(service, names), requestParameters };
}

function calls(service: string, names: readonly string[]) {
  return { eventSource: [`${service}.amazonaws.com`], eventName: [...names] };
}

function succeeded(
  partition: string,
  sources: readonly string[],
  alternatives: readonly object[],
): EventPattern {
  return {
    source: [...sources],
    detailType: [...cloudTrailDetailTypes(partition)],
    detail: { errorCode: Match.doesNotExist(), $or: [...alternatives] },
  };
}
