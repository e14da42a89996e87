import { ArnFormat, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { alarmWhen } from '../alarm-when.ts';
import { AuditLogFunction } from '../constructs/audit-log-function.ts';
import { SubscriptionsFunction } from '../constructs/subscriptions-function.ts';
import { fixFeatureFlags } from '../feature-flags.ts';
import { messagesIn } from '../metrics.ts';
import { hubName, ownName } from '../names.ts';

export interface WatchStackProps extends StackProps {
  readonly homeRegion: string;
  /** Of the stack at home, after which its queues and its topic are named. */
  readonly hubStackName: string;
  /** Whether to subscribe to the logs of the Region's clusters. */
  readonly subscribe: boolean;
}

/** Hears what is done inside the clusters of one Region. Its functions are assets: the Region needs a bootstrap stack. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, props: WatchStackProps) {
    const { homeRegion, hubStackName, subscribe, ...rest } = props;
    super(scope, id, {
      description: `Gatewatch: hears what is done inside clusters, for ${homeRegion}`,
      terminationProtection: true,
      ...rest,
    });
    fixFeatureFlags(this);
    const undelivered = new Queue(this, 'Undelivered', {
      queueName: ownName(homeRegion, 'watch-undelivered'),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(undelivered, 'SQS3', 'It is a dead-letter queue; an alarm watches its depth.');
    const common = { homeRegion, hubStackName, undelivered };
    const { function: auditLog } = new AuditLogFunction(this, 'AuditLog', common);
    const functions: Record<string, IFunction> = { AuditLog: auditLog };
    if (subscribe) {
      const made = new SubscriptionsFunction(this, 'Subscriptions', { ...common, auditLog });
      functions['Subscriptions'] = made.function;
    }
    this.#raiseAlarms(this.#operations(props), undelivered, functions);
  }

  /** Of the stack at home, or of the one that forwards the events of this Region: an alarm reaches only topics of its own. */
  #operations({ homeRegion, hubStackName }: WatchStackProps): ITopic {
    const isHome = this.region === homeRegion;
    const topicArn = this.formatArn({
      service: 'sns',
      resource: isHome
        ? hubName(hubStackName, 'operations')
        : ownName(homeRegion, 'forwarder-operations'),
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    return Topic.fromTopicArn(this, 'Operations', topicArn);
  }

  #raiseAlarms(topic: ITopic, undelivered: Queue, functions: Readonly<Record<string, IFunction>>) {
    const period = Duration.minutes(5);
    alarmWhen(this, 'UndeliveredWaiting', topic, {
      alarmDescription: `Gatewatch: what was heard of clusters waits in ${undelivered.queueName}, because it could not be handed on.`,
      metric: messagesIn(undelivered, period),
      above: 0,
    });
    for (const [name, watched] of Object.entries(functions)) {
      alarmWhen(this, `${name}Errors`, topic, {
        alarmDescription: `Gatewatch: the function ${watched.functionName} failed. Its log says why.`,
        metric: watched.metricErrors({ period }),
        above: 0,
      });
    }
  }
}
