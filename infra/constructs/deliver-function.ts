import { Duration, type Stack } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Channel, usesSecurityHub } from '../../shared/model/alert-settings.ts';
import { commonEnvironment, type Foundation } from '../foundation.ts';
import type { Permission } from '../permission.ts';
import { toSlack } from '../slack-permissions.ts';
import { WatchFunction } from './watch-function.ts';

export interface DeliverFunctionProps {
  readonly foundation: Foundation;
  readonly queue: IQueue;
  readonly channels: Readonly<Record<string, Channel>>;
  /** Of the channels that have one, by their names. */
  readonly topics: Readonly<Record<string, ITopic>>;
}

export const deliverTimeout = Duration.minutes(1);

/** Tells the configured channels, and may reach no others. */
export class DeliverFunction extends WatchFunction {
  constructor(scope: Construct, id: string, props: DeliverFunctionProps) {
    const { foundation, queue, channels, topics } = props;
    const arns = Object.entries(topics).map(([name, { topicArn }]) => [name, topicArn] as const);
    super(scope, id, {
      homeRegion: foundation.homeRegion,
      name: 'deliver',
      description: 'Gatewatch: tells the configured channels',
      memorySize: 512,
      timeout: deliverTimeout,
      environment: {
        ...commonEnvironment(foundation),
        ...foundation.configuration.environment,
        DELIVERIES_QUEUE_URL: queue.queueUrl,
        KEY_ARN: foundation.key.keyArn,
        CHANNEL_TOPICS: foundation.stack.toJsonString(Object.fromEntries(arns)),
      },
      permissions: [
        {
          actions: [
            'sqs:ChangeMessageVisibility',
            'sqs:DeleteMessage',
            'sqs:GetQueueAttributes',
            'sqs:ReceiveMessage',
          ],
          resources: [queue.queueArn],
        },
        { actions: ['s3:GetObject'], resources: [foundation.configuration.objectArn] },
        ...toTopics(
          foundation,
          arns.map(([, arn]) => arn),
        ),
        ...toBuses(foundation.stack, Object.values(channels)),
        ...toSlack(foundation, Object.values(channels)),
        ...toSecurityHub(foundation.stack, channels),
      ],
    });
    new EventSourceMapping(this, 'Queue', {
      target: this.function,
      eventSourceArn: queue.queueArn,
      batchSize: 5,
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
  }
}

function toTopics({ key }: Foundation, arns: readonly string[]): readonly Permission[] {
  if (arns.length === 0) return [];
  return [
    { actions: ['sns:Publish'], resources: arns },
    { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] },
  ];
}

function toBuses(stack: Stack, channels: readonly Channel[]): readonly Permission[] {
  const buses = channels.flatMap(({ eventBus }) => (eventBus === undefined ? [] : [eventBus]));
  if (buses.length === 0) return [];
  const arns = buses.map((bus) =>
    bus.startsWith('arn:')
      ? bus
      : stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: bus }),
  );
  return [{ actions: ['events:PutEvents'], resources: [...new Set(arns)] }];
}

/** As the product of an account that sends findings of its own; and whether it is enabled. */
function toSecurityHub(
  stack: Stack,
  channels: DeliverFunctionProps['channels'],
): readonly Permission[] {
  if (!usesSecurityHub(channels)) return [];
  const product = stack.formatArn({
    service: 'securityhub',
    resource: 'product',
    resourceName: `${stack.account}/default`,
  });
  const hub = stack.formatArn({ service: 'securityhub', resource: 'hub', resourceName: 'default' });
  return [
    { actions: ['securityhub:BatchImportFindings'], resources: [product] },
    { actions: ['securityhub:DescribeHub'], resources: [hub] },
  ];
}
