import { cloudTrailEvent, type Told } from '../cloud-trail-events.ts';
import { type Deed, type Done, perform } from './deeds.ts';
import type { Ground } from './ground.ts';

/** A deed, who did it, and the event that tells of it. */
export interface Logged extends Done {
  readonly eventId: string;
  readonly by: string;
}

export interface People {
  /** What has been done, in order. */
  readonly log: readonly Logged[];
  /** Does it to the world; what EventBridge tells of it, where `more` says otherwise than CloudTrail would. */
  act(by: string, deed: Deed, more?: Partial<Told>): string;
}

/** Whoever changes the world. */
export function createPeople(ground: Ground): People {
  const log: Logged[] = [];
  return {
    log,
    act: (by, deed, more = {}) => {
      const at = ground.clock();
      const done = perform(ground.world, deed, at);
      ground.world = done.after;
      const eventId = `event-${log.length + 1}`;
      log.push({ ...done, eventId, by });
      return cloudTrailEvent({
        ...done.told,
        eventID: eventId,
        eventTime: wholeSecond(at),
        userIdentity: {
          type: 'IAMUser',
          userName: by,
          arn: `arn:aws:iam::012345678901:user/${by}`,
        },
        ...more,
      });
    },
  };
}

/** CloudTrail tells no fractions of a second. */
function wholeSecond(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString();
}
