import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import {
  type Foundation,
  functionArn,
  judgingEnvironment,
  permissionScope,
} from '../foundation.ts';
import { ownName } from '../names.ts';
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
    const sweepName = ownName(foundation.homeRegion, 'sweep');
    super(scope, id, {
      homeRegion: foundation.homeRegion,
      name: 'access-change',
      description: 'Gatewatch: reads again what an event touched and judges it',
      memorySize: 1024,
      timeout: accessChangeTimeout,
      // Each look at what is not settled yet may send the next one to its own queue: for an hour, and then no more.
      recursiveLoop: RecursiveLoop.ALLOW,
      environment: {
        ...judgingEnvironment(foundation),
        REJECTED_QUEUE_URL: queues.rejected.queueUrl,
        CHANGES_QUEUE_URL: queues.changes.queueUrl,
        SWEEP_FUNCTION_NAME: sweepName,
      },
      permissions: [
        ...accessChangePermissions(permissionScope(foundation)),
        { actions: ['sqs:SendMessage'], resources: [queues.rejected.queueArn] },
        {
          // Sends what it has to look at again later.
          actions: [
            'sqs:DeleteMessage',
            'sqs:GetQueueAttributes',
            'sqs:ReceiveMessage',
            'sqs:SendMessage',
          ],
          resources: [queues.changes.queueArn],
        },
        { actions: ['lambda:InvokeFunction'], resources: [functionArn(foundation, sweepName)] },
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
