import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WatchedEvents } from '../../functions/events/catalogue/watched-events.ts';
import { callsOf, serviceName } from '../event-patterns.ts';

export interface ChangeFeedProps {
  readonly partition: string;
  readonly events: readonly WatchedEvents[];
  readonly changes: IQueue;
  readonly undelivered: IQueue;
  /** @default - the default bus, which CloudTrail writes to */
  readonly eventBus?: EventBus;
}

/** CloudTrail's record of a change → the queue of changes, one rule for each service. */
export class ChangeFeed extends Construct {
  constructor(scope: Construct, id: string, props: ChangeFeedProps) {
    super(scope, id);
    const { partition, changes, undelivered, eventBus } = props;
    for (const events of props.events) {
      new Rule(this, serviceName(events), {
        description: `Gatewatch: access changes in ${serviceName(events)}`,
        eventPattern: callsOf(events, partition),
        ...(eventBus && { eventBus }),
      }).addTarget(
        new SqsQueue(changes, { deadLetterQueue: undelivered, maxEventAge: Duration.hours(6) }),
      );
    }
  }
}
