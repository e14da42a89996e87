import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type Foundation, judgingEnvironment, permissionScope } from '../foundation.ts';
import { accessChangePermissions } from '../permissions.ts';
import type { Queues } from './queues.ts';
import { WatchFunction } from './watch-function.ts';

export interface AccessChangeFunctionProps {
  readonly foundation: Foundation;
  readonly queues: Queues;
}

/** Time for one batch; what is not done by then is delivered again. */
export const accessChangeTimeout = Duration.minutes(1);

/** Reads again what an event touched. */
export class AccessChangeFunction extends WatchFunction {
  public readonly source: EventSourceMapping;

  constructor(scope: Construct, id: string, props: AccessChangeFunctionProps) {
    const { foundation, queues } = props;
    super(scope, id, {
      name: 'access-change',
      description: 'Gatewatch: reads again what an event touched and judges it',
      memorySize: 1024,
      timeout: accessChangeTimeout,
      environment: {
        ...judgingEnvironment(foundation),
        REJECTED_QUEUE_URL: queues.rejected.queueUrl,
      },
      permissions: [
        ...accessChangePermissions(permissionScope(foundation)),
        { actions: ['sqs:SendMessage'], resources: [queues.rejected.queueArn] },
        {
          actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
          resources: [queues.changes.queueArn],
        },
      ],
    });
    this.source = new EventSourceMapping(this, 'Changes', {
      target: this.function,
      eventSourceArn: queues.changes.queueArn,
      batchSize: 10,
      // A Terraform run changes many entries at once: a short wait commits them together.
      maxBatchingWindow: Duration.seconds(2),
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
  }
}
