import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AlertSettings, usesSecurityHub } from '../../shared/model/alert-settings.ts';
import { alarmWhen } from '../alarm-when.ts';
import type { Foundation } from '../foundation.ts';
import { ageIn, messagesIn, ownMetric } from '../metrics.ts';
import { ChannelTopics } from './channel-topics.ts';
import { DeliverFunction, deliverTimeout } from './deliver-function.ts';

export interface DeliveriesProps {
  readonly foundation: Foundation;
  readonly operations: ITopic;
  readonly alerts: AlertSettings;
}

/** The configured channels: a queue of what they are to be told, and the function that tells it. */
export class Deliveries extends Construct {
  public readonly queue: Queue;

  constructor(scope: Construct, id: string, { foundation, operations, alerts }: DeliveriesProps) {
    super(scope, id);
    const undelivered = new Queue(this, 'Undelivered', {
      ...secured,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      ...secured,
      retentionPeriod: Duration.days(4),
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * deliverTimeout.toSeconds()),
      // Six tries, six minutes apart: a channel may be down for half an hour before anybody has to look.
      deadLetterQueue: { queue: undelivered, maxReceiveCount: 6 },
    });
    const { topics } = new ChannelTopics(this, 'Topics', { foundation, channels: alerts.channels });
    new DeliverFunction(this, 'Deliver', {
      foundation,
      queue: this.queue,
      topics,
      channels: alerts.channels,
    });
    watch(this, operations, this.queue, undelivered);
    if (usesSecurityHub(alerts.channels)) watchSuppressions(this, operations);
  }
}

const secured: QueueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
const period = Duration.minutes(5);

function watch(scope: Construct, operations: ITopic, queue: Queue, undelivered: Queue): void {
  alarmWhen(scope, 'DeliveriesFailed', operations, {
    alarmDescription: `Gatewatch: a channel has not taken a message six times over. It waits in the queue ${undelivered.queueName}; the log of the function deliver says why.`,
    metric: messagesIn(undelivered, period),
    above: 0,
  });
  alarmWhen(scope, 'DeliveriesLate', operations, {
    alarmDescription: `Gatewatch: a message to a channel has waited in ${queue.queueName} for more than 15 minutes.`,
    metric: ageIn(queue, period),
    above: Duration.minutes(15).toSeconds(),
  });
}

/** Nobody is kept from hearing anything meanwhile: what is suppressed there is told. */
function watchSuppressions(scope: Construct, operations: ITopic): void {
  alarmWhen(scope, 'SuppressionsUnread', operations, {
    alarmDescription:
      'Gatewatch: what is suppressed in Security Hub could not be read for 15 minutes, so it is told. Is Security Hub enabled in this Region?',
    metric: ownMetric('alert', 'SuppressionsUnread', 'Maximum', period),
    above: 0,
    periods: 3,
  });
}
