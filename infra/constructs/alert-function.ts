import { Duration } from 'aws-cdk-lib';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { commonEnvironment, type Foundation, permissionScope } from '../foundation.ts';
import type { Permission } from '../permission.ts';
import { alertPermissions, streamPermissions } from '../permissions.ts';
import { WatchFunction } from './watch-function.ts';

export interface AlertFunctionProps {
  readonly foundation: Foundation;
  readonly findings: ITopic;
  /** Gets nothing from it but a test message, when somebody asks for one. */
  readonly operations: ITopic;
  readonly undelivered: IQueue;
  /** What the configured channels are to be told, where there are any. */
  readonly deliveries?: IQueue;
  /** It asks Security Hub what people have suppressed there. @default false */
  readonly securityHub?: boolean;
}

/** Sends what is owed. The table's stream only wakes it; a schedule does too. */
export class AlertFunction extends WatchFunction {
  public readonly source: EventSourceMapping;

  constructor(scope: Construct, id: string, props: AlertFunctionProps) {
    const { foundation, findings, operations, undelivered, deliveries, securityHub } = props;
    const streamArn = foundation.state.streamArn;
    super(scope, id, {
      homeRegion: foundation.homeRegion,
      name: 'alert',
      description: 'Gatewatch: tells what is owed',
      memorySize: 512,
      timeout: Duration.minutes(1),
      // The schedule tries again within five minutes.
      retryAttempts: 0,
      environment: {
        ...commonEnvironment(foundation),
        FINDINGS_TOPIC_ARN: findings.topicArn,
        OPERATIONS_TOPIC_ARN: operations.topicArn,
        KEY_ARN: foundation.key.keyArn,
        ...foundation.configuration.environment,
        ...(deliveries && { DELIVERIES_QUEUE_URL: deliveries.queueUrl }),
      },
      permissions: [
        ...alertPermissions(permissionScope(foundation)),
        { actions: ['sns:Publish'], resources: [findings.topicArn, operations.topicArn] },
        ...streamPermissions(streamArn),
        { actions: ['sqs:SendMessage'], resources: [undelivered.queueArn] },
        { actions: ['s3:GetObject'], resources: [foundation.configuration.objectArn] },
        ...(deliveries === undefined
          ? []
          : [{ actions: ['sqs:SendMessage'], resources: [deliveries.queueArn] }]),
        ...(securityHub === true ? [readSuppressions(foundation)] : []),
      ],
    });
    this.source = new EventSourceMapping(this, 'Owed', {
      target: this.function,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      bisectBatchOnError: true,
      retryAttempts: 3,
      maxRecordAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: undelivered.queueArn }) },
      filters: [FilterCriteria.filter(wakesUs)],
    });
  }
}

function readSuppressions({ stack }: Foundation): Permission {
  const hub = stack.formatArn({ service: 'securityhub', resource: 'hub', resourceName: 'default' });
  return { actions: ['securityhub:GetFindings'], resources: [hub] };
}

/**
 * Items that owe something urgent, and runs that have ended: what waits for a digest wakes nobody.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
 */
const wakesUs = { dynamodb: { NewImage: { wake: { S: FilterRule.exists() } } } };
