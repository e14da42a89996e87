import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { hubQueue } from '../hub-queue.ts';
import { WatchFunction } from './watch-function.ts';

export interface AuditLogFunctionProps {
  readonly homeRegion: string;
  readonly hubStackName: string;
  /** What could not be handed on. */
  readonly undelivered: IQueue;
}

/** Hands on what is done inside clusters, as CloudWatch Logs sends it. It reads nothing. */
export class AuditLogFunction extends WatchFunction {
  constructor(scope: Construct, id: string, props: AuditLogFunctionProps) {
    const { homeRegion, undelivered } = props;
    const changes = hubQueue(scope, props, 'changes');
    const rejected = hubQueue(scope, props, 'rejected');
    const stack = Stack.of(scope);
    super(scope, id, {
      homeRegion,
      name: 'audit-log',
      description: 'Gatewatch: makes hints of what is done inside clusters',
      memorySize: 512,
      timeout: Duration.minutes(1),
      retryAttempts: 2,
      deadLetterQueue: undelivered,
      environment: {
        ACCOUNT_ID: stack.account,
        PARTITION: stack.partition,
        HOME_REGION: homeRegion,
        CHANGES_QUEUE_URL: changes.url,
        REJECTED_QUEUE_URL: rejected.url,
      },
      permissions: [{ actions: ['sqs:SendMessage'], resources: [changes.arn, rejected.arn] }],
    });
    letLogsInvoke(this, stack);
  }
}

/** The log groups of clusters of this account and no others. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample */
function letLogsInvoke(fn: WatchFunction, stack: Stack): void {
  fn.function.addPermission('Logs', {
    principal: new ServicePrincipal('logs.amazonaws.com'),
    sourceAccount: stack.account,
    sourceArn: stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '/aws/eks/*/cluster:*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  });
}
