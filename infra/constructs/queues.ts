import { Duration, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { hubName } from '../names.ts';

export interface QueuesProps {
  /** Time-out of the function that works through the changes. */
  readonly changeTimeout: Duration;
}

/**
 * Queues between EventBridge and the functions. SQS manages their keys: EventBridge's requests to KMS carry
 * no source account or ARN, so a key of ours would have to trust EventBridge on behalf of anyone.
 */
export class Queues extends Construct {
  /** CloudTrail events that wait to be read again. */
  public readonly changes: Queue;
  /** Events that failed five times. */
  public readonly failedChanges: Queue;
  /** Records that could not be understood, with the reason. */
  public readonly rejected: Queue;
  /** What EventBridge could not deliver and what the table's stream gave up on. */
  public readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { changeTimeout }: QueuesProps) {
    super(scope, id);
    this.failedChanges = new Queue(this, 'FailedChanges', keptLong);
    this.undelivered = new Queue(this, 'Undelivered', keptLong);
    const { stackName } = Stack.of(this);
    this.rejected = new Queue(this, 'Rejected', {
      ...keptLong,
      queueName: hubName(stackName, 'rejected'),
    });
    acknowledge(this.rejected, 'SQS3', 'It is where records end; an alarm watches its depth.');
    acknowledge(this.undelivered, 'SQS3', 'It is a dead-letter queue; an alarm watches its depth.');
    this.changes = new Queue(this, 'Changes', {
      ...secured,
      queueName: hubName(stackName, 'changes'),
      retentionPeriod: Duration.days(4),
      // Six time-outs, so that no record is seen again while Lambda still retries its batch.
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * changeTimeout.toSeconds()),
      deadLetterQueue: { queue: this.failedChanges, maxReceiveCount: 5 },
    });
  }

  /** All of them, in the order in which a message may go through them. */
  byName(): Readonly<Record<string, Queue>> {
    const { changes, failedChanges, rejected, undelivered } = this;
    return { changes, failedChanges, rejected, undelivered };
  }
}

const secured: QueueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

const keptLong: QueueProps = { ...secured, retentionPeriod: Duration.days(14) };
