import { Duration, type Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { watchedEvents } from '../functions/events/catalogue/watched-events.ts';
import { ownPrefix } from '../shared/model/own-names.ts';
import { partitionOf } from '../shared/model/partition.ts';
import { ChangeFeed } from './constructs/change-feed.ts';
import { HubBus } from './constructs/hub-bus.ts';
import type { Queues } from './constructs/queues.ts';
import { TamperRules } from './constructs/tamper-rules.ts';
import { eventsIn, forwardings } from './forwarding.ts';
import { forwardedTampering, type Kept } from './tamper-patterns.ts';

export interface ListeningProps {
  readonly homeRegion: string;
  /** Watched Regions. */
  readonly regions: readonly string[];
  readonly queues: Queues;
  readonly operations: ITopic;
  readonly kept: Kept;
}

/** All that brings events to the queue of changes: those of home, those that other Regions forward, and those against us. */
export function listen(stack: Stack, props: ListeningProps): void {
  const { homeRegion, regions, queues, operations, kept } = props;
  const { changes, undelivered } = queues;
  const common = { homeRegion, partition: partitionOf(homeRegion), changes, undelivered };
  new ChangeFeed(stack, 'Changes', {
    ...common,
    name: 'changes',
    events: eventsIn(homeRegion, homeRegion, regions),
  });
  new TamperRules(stack, 'Tamper', {
    ...common,
    prefix: ownPrefix(homeRegion),
    queuesAndTopics: `${stack.stackName}-`,
    kept,
    feed: new SqsQueue(changes, { deadLetterQueue: undelivered, maxEventAge: Duration.hours(6) }),
    operations,
  });
  const forwarded = forwardings(homeRegion, regions);
  if (forwarded.length === 0) return;
  const forwardedFrom = forwarded.map(({ region }) => region);
  const { bus: eventBus } = new HubBus(stack, 'Hub', { homeRegion, forwardedFrom });
  new ChangeFeed(stack, 'ForwardedChanges', {
    ...common,
    name: 'forwarded',
    events: watchedEvents.filter((watched) =>
      forwarded.some((from) => from.events.includes(watched)),
    ),
    others: { Tampering: forwardedTampering(common.partition) },
    eventBus,
  });
}
