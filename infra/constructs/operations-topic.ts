import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface OperationsTopicProps {
  /** Addresses to subscribe; each must confirm by the mail that SNS sends it. */
  readonly emails: readonly string[];
  /** @default - generated */
  readonly topicName?: string;
}

/**
 * Where Gatewatch's own trouble is told. It has no key of ours: a broken key must not silence the alarm
 * about it, and the AWS managed key for SNS does not let CloudWatch publish.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class OperationsTopic extends Construct {
  public readonly topic: Topic;

  constructor(scope: Construct, id: string, { emails, topicName }: OperationsTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Gatewatch operations',
      ...(topicName !== undefined && { topicName }),
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(alarmsMayPublish(Stack.of(this), this.topic.topicArn));
    for (const email of emails) {
      this.topic.addSubscription(new EmailSubscription(email));
    }
  }
}

/** A topic with a policy of its own no longer has the default one that lets the account's alarms publish. */
function alarmsMayPublish(stack: Stack, topicArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'AlarmsOfThisAccount',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: {
        'aws:SourceArn': stack.formatArn({
          service: 'cloudwatch',
          resource: 'alarm',
          resourceName: '*',
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      },
    },
  });
}
