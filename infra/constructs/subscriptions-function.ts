import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { hubQueue } from '../hub-queue.ts';
import { ownName } from '../names.ts';
import { everything, type Permission } from '../permission.ts';
import type { AuditLogFunctionProps } from './audit-log-function.ts';
import { WatchFunction } from './watch-function.ts';

export interface SubscriptionsFunctionProps extends AuditLogFunctionProps {
  /** Hears what is subscribed to. */
  readonly auditLog: IFunction;
}

/** Subscribes to the audit logs of the Region's clusters. The only function that writes to what is watched. */
export class SubscriptionsFunction extends WatchFunction {
  constructor(scope: Construct, id: string, props: SubscriptionsFunctionProps) {
    const { homeRegion, undelivered, auditLog } = props;
    const changes = hubQueue(scope, props, 'changes');
    super(scope, id, {
      homeRegion,
      name: 'subscriptions',
      description: 'Gatewatch: subscribes to the audit logs of clusters',
      memorySize: 512,
      timeout: Duration.minutes(15),
      // The schedule tries again within an hour.
      retryAttempts: 0,
      environment: {
        HOME_REGION: homeRegion,
        CHANGES_QUEUE_URL: changes.url,
        AUDIT_LOG_FUNCTION_ARN: auditLog.functionArn,
      },
      permissions: [
        ...subscriptionPermissions(Stack.of(scope)),
        { actions: ['sqs:SendMessage'], resources: [changes.arn] },
      ],
    });
    new Rule(this, 'Schedule', {
      ruleName: ownName(homeRegion, 'subscriptions'),
      description: 'Gatewatch: subscribe to the audit logs of clusters',
      schedule: Schedule.rate(Duration.hours(1)),
    }).addTarget(
      new LambdaFunction(this.function, {
        event: RuleTargetInput.fromObject({}),
        deadLetterQueue: undelivered,
        maxEventAge: Duration.hours(1),
      }),
    );
  }
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
function subscriptionPermissions(stack: Stack): readonly Permission[] {
  const arn = (service: string, resource: string, resourceName: string, arnFormat: ArnFormat) =>
    stack.formatArn({ service, resource, resourceName, arnFormat });
  const logGroup = (name: string) =>
    arn('logs', 'log-group', `${name}:*`, ArnFormat.COLON_RESOURCE_NAME);
  return [
    { actions: ['eks:ListClusters'], ...everything('ListClusters') },
    {
      actions: ['eks:DescribeCluster'],
      resources: [arn('eks', 'cluster', '*', ArnFormat.SLASH_RESOURCE_NAME)],
      wildcard: 'Every cluster of the Region is watched, those created later included.',
    },
    {
      actions: [
        'logs:DeleteSubscriptionFilter',
        'logs:DescribeSubscriptionFilters',
        'logs:PutSubscriptionFilter',
      ],
      resources: [logGroup('/aws/eks/*/cluster')],
      wildcard: 'Log groups of clusters alone, those created later included.',
    },
    {
      actions: ['logs:DescribeLogGroups'],
      resources: [logGroup('*')],
      wildcard:
        'CloudWatch Logs lets a list be asked for only where every log group may be listed.',
    },
  ];
}
