import { Duration } from 'aws-cdk-lib';
import { type EventBus, type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WatchedEvents } from '../../functions/events/catalogue/watched-events.ts';
import { callsOf, serviceName } from '../event-patterns.ts';
import { ownName } from '../names.ts';

export interface ChangeFeedProps {
  readonly homeRegion: string;
  /** What the names of its rules hold. */
  readonly name: 'changes' | 'forwarded';
  readonly partition: string;
  readonly events: readonly WatchedEvents[];
  readonly changes: IQueue;
  readonly undelivered: IQueue;
  /** @default - the default bus, which CloudTrail writes to */
  readonly eventBus?: EventBus;
  /**
   * Other events, each with the name of its rule.
   *
   * @default none
   */
  readonly others?: Readonly<Record<string, EventPattern>>;
}

/** CloudTrail's record of a change → the queue of changes, one rule for each service. */
export class ChangeFeed extends Construct {
  constructor(scope: Construct, id: string, props: ChangeFeedProps) {
    super(scope, id);
    const { homeRegion, name, partition, changes, undelivered, eventBus, others = {} } = props;
    const listen = (what: string, description: string, eventPattern: EventPattern) =>
      new Rule(this, what, {
        ruleName: ownName(homeRegion, `${name}-${what.toLowerCase()}`),
        description,
        eventPattern,
        ...(eventBus && { eventBus }),
      }).addTarget(
        new SqsQueue(changes, { deadLetterQueue: undelivered, maxEventAge: Duration.hours(6) }),
      );
    for (const events of props.events) {
      const service = serviceName(events);
      listen(service, `Gatewatch: access changes in ${service}`, callsOf(events, partition));
    }
    for (const [what, pattern] of Object.entries(others)) {
      listen(what, `Gatewatch: ${what}`, pattern);
    }
  }
}
