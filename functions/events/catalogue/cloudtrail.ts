import { watchedRegions } from '../../../shared/model/watched-region.ts';
import type { Call } from '../call.ts';
import { knownRegions } from '../stored.ts';
import type { CataloguedEvent, EventGroup, Touch } from './catalogued-event.ts';

/** Without a trail that logs there are no events: recorded in the trail's home Region, watched or not. */
export const cloudTrailEvents: EventGroup = {
  source: 'aws.cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',
  where: 'everywhere',
  events: [
    row('CreateTrail'),
    row('UpdateTrail'),
    row('DeleteTrail'),
    row('StartLogging'),
    row('StopLogging'),
    row('PutEventSelectors'),
  ],
};

function row(eventName: string): CataloguedEvent {
  return {
    eventName,
    touches: trails,
    effect: () => ({ underivable: 'what the trail logs afterwards is read, not told' }),
  };
}

/** All trails, as a sweep lists them: a list of fewer Regions would say that the others have none. */
function trails({ estate, account, region }: Call): Touch {
  const known = knownRegions(estate);
  const regions = watchedRegions(known.length === 0 ? [region] : known, account.partition);
  return {
    sweeps: [
      { kind: 'trails', regions: regions.map((watched) => watched.region) },
      { kind: 'monitor' },
    ],
  };
}
