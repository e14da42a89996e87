import { type EventPattern, Match } from 'aws-cdk-lib/aws-events';
import { cloudTrailDetailTypes } from '../functions/events/catalogue/watched-events.ts';
import { hubBusName } from './names.ts';
import { type TamperCalls, tamperEvents } from './tamper-events.ts';

/** What is ours in one Region. */
export interface Own {
  readonly partition: string;
  /** What the names of our rules and functions begin with. */
  readonly prefix: string;
  /** What the names of our queues and topics begin with. */
  readonly queuesAndTopics: string;
  /** What only the home Region has. */
  readonly kept?: Kept;
}

/** Where what we know is kept, and the key to it. */
export interface Kept {
  readonly keyId: string;
  readonly tableName: string;
  readonly bucketName: string;
}

/**
 * Calls that succeeded against what works for us, or against the key. At most 2,048 characters, with names that CloudFormation makes as long as
 * it may. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function tampering({ partition, prefix, queuesAndTopics, kept }: Own): EventPattern {
  const topic = [{ wildcard: `*:${queuesAndTopics}*` }];
  return succeeded(partition, [
    ...againstRules([{ prefix }]),
    request(tamperEvents.function, { functionName: [{ prefix }, { wildcard: `*:${prefix}*` }] }),
    response(tamperEvents.eventSource, { functionArn: [{ wildcard: `*:${prefix}*` }] }),
    request(tamperEvents.topic, { topicArn: topic }),
    request(tamperEvents.subscription, { subscriptionArn: topic }),
    request(tamperEvents.queue, { queueUrl: [{ wildcard: `*/${queuesAndTopics}*` }] }),
    ...(kept ? [request(tamperEvents.key, { keyId: [{ suffix: kept.keyId }] })] : []),
  ]);
}

/**
 * Calls that succeeded against one rule, against what feeds us or against what we keep. What feeds us is the bus that other
 * Regions send to, and any trail, for one that stops may be the one that logs for us.
 */
export function tamperingWithRest({ partition, kept }: Own, rule: string): EventPattern {
  return succeeded(partition, [
    ...againstRules([rule]),
    request(tamperEvents.bus, { name: [hubBusName] }),
    request(tamperEvents.busPolicy, { eventBusName: [hubBusName] }),
    calls(tamperEvents.trail),
    ...(kept ? againstKept(kept) : []),
  ]);
}

/** What came through such a rule of another Region. */
export function forwardedTampering(partition: string): EventPattern {
  const forwarded = [
    ...[tamperEvents.rule, tamperEvents.function, tamperEvents.topic, tamperEvents.queue],
    tamperEvents.trail,
  ];
  return {
    source: sourcesOf(forwarded.map(calls)),
    detailType: [...cloudTrailDetailTypes(partition)],
    detail: { errorCode: Match.doesNotExist() },
  };
}

interface Alternative {
  readonly eventSource: readonly string[];
}

function againstRules(name: readonly unknown[]) {
  return [request(tamperEvents.rule, { name }), request(tamperEvents.targets, { rule: name })];
}

function againstKept({ tableName, bucketName }: Kept) {
  return [
    response(tamperEvents.table, { tableDescription: { tableName: [tableName] } }),
    request(tamperEvents.bucket, { bucketName: [bucketName] }),
  ];
}

function request(named: TamperCalls, requestParameters: object) {
  return { ...calls(named), requestParameters };
}

function response(named: TamperCalls, responseElements: object) {
  return { ...calls(named), responseElements };
}

function calls({ service, names }: TamperCalls) {
  return { eventSource: [`${service}.amazonaws.com`], eventName: [...names] };
}

function succeeded(partition: string, alternatives: readonly Alternative[]): EventPattern {
  return {
    source: sourcesOf(alternatives),
    detailType: [...cloudTrailDetailTypes(partition)],
    detail: { errorCode: Match.doesNotExist(), $or: [...alternatives] },
  };
}

/** Only AWS can send one that begins with `aws.`. */
function sourcesOf(alternatives: readonly Alternative[]): string[] {
  const services = alternatives.flatMap(({ eventSource }) => eventSource);
  return [
    ...new Set(services.map((service) => `aws.${service.replace('.amazonaws.com', '')}`)),
  ].sort();
}
