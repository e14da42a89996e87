import type { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription, CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type {
  ExpectedFunction,
  ExpectedKey,
  ExpectedPart,
  ExpectedQueue,
  ExpectedRule,
  ExpectedTopic,
} from '../shared/model/monitor.ts';
import { FindingsTopic } from './constructs/findings-topic.ts';
import type { Literals } from './literals.ts';
import { expectedTarget } from './manifest-target.ts';

/** Something that the sweep reads back, and by which ARN it is allowed to. */
export interface WatchedPart {
  readonly expected: ExpectedPart;
  /** For a policy of the home stack. */
  readonly arn: string;
}

/**
 * Every rule, function, topic, queue and key of these stacks: taken from the stacks themselves, so that nothing that is
 * deployed can be forgotten here.
 */
export function watchedParts(stacks: readonly Stack[], literals: Literals): readonly WatchedPart[] {
  return stacks.flatMap((stack) =>
    stack.node.findAll().flatMap((node) => partOf(node, { stack, literals })),
  );
}

interface Within {
  readonly stack: Stack;
  readonly literals: Literals;
}

function partOf(node: IConstruct, within: Within): readonly WatchedPart[] {
  if (node instanceof CfnRule) return [ruleOf(node, within)];
  if (node instanceof CfnFunction) return [functionOf(node, within)];
  if (node instanceof CfnTopic) return [topicOf(node, within)];
  if (node instanceof CfnQueue) return [queueOf(node, within)];
  return node instanceof CfnKey ? [keyOf(node, within)] : [];
}

function ruleOf(rule: CfnRule, { stack, literals }: Within): WatchedPart {
  const name = literals.text(rule, rule.name);
  const bus = rule.eventBusName === undefined ? undefined : literals.text(rule, rule.eventBusName);
  const pattern = literals.of(rule, rule.eventPattern ?? null);
  const targets: readonly CfnRule.TargetProperty[] = stack.resolve(rule.targets);
  const expected: ExpectedRule = {
    ...{ kind: 'rule', ...placeOf(stack), name },
    ...(bus === undefined ? {} : { bus }),
    ...(pattern === null ? {} : { pattern }),
    ...(rule.scheduleExpression === undefined ? {} : { schedule: rule.scheduleExpression }),
    targets: targets.map((target) => expectedTarget(literals.of(rule, target))),
  };
  const resourceName = bus === undefined ? name : `${bus}/${name}`;
  return { expected, arn: stack.formatArn({ service: 'events', resource: 'rule', resourceName }) };
}

function functionOf(fn: CfnFunction, { stack, literals }: Within): WatchedPart {
  const name = literals.text(fn, fn.ref);
  const eventSources = stack.node
    .findAll()
    .filter((node) => node instanceof CfnEventSourceMapping)
    .filter((source) => literals.text(source, source.functionName) === name)
    .map((source) => literals.text(source, source.eventSourceArn));
  const expected: ExpectedFunction = {
    ...{ kind: 'function', ...placeOf(stack), name },
    eventSources,
  };
  return { expected, arn: literals.arn(fn, 'Arn', fn.attrArn) };
}

function topicOf(topic: CfnTopic, { stack, literals }: Within): WatchedPart {
  const arn = literals.text(topic, topic.ref);
  const subscribers = stack.node
    .findAll()
    .filter((node) => node instanceof CfnSubscription)
    .filter((subscription) => literals.text(subscription, subscription.topicArn) === arn);
  const expected: ExpectedTopic = {
    ...{ kind: 'topic', ...placeOf(stack), name: literals.text(topic, topic.attrTopicName) },
    arn,
    subscribers: subscribers.length,
    ...(topic.node.scopes.some((scope) => scope instanceof FindingsTopic) && { tells: 'findings' }),
  };
  return { expected, arn: literals.arn(topic, undefined, topic.ref) };
}

/** A queue that hands nothing on to another is where things end. */
function queueOf(queue: CfnQueue, { stack, literals }: Within): WatchedPart {
  const expected: ExpectedQueue = {
    ...{ kind: 'queue', ...placeOf(stack), name: literals.text(queue, queue.attrQueueName) },
    url: literals.text(queue, queue.ref),
    forFailures: queue.redrivePolicy === undefined,
  };
  return { expected, arn: literals.arn(queue, 'Arn', queue.attrArn) };
}

function keyOf(key: CfnKey, { stack, literals }: Within): WatchedPart {
  const arn = literals.text(key, key.attrArn);
  const expected: ExpectedKey = {
    ...{ kind: 'key', ...placeOf(stack), name: literals.text(key, key.ref) },
    arn,
  };
  return { expected, arn: literals.arn(key, 'Arn', key.attrArn) };
}

function placeOf({ stackName, region }: Stack) {
  return { stack: stackName, region };
}
