import pLimit from 'p-limit';
import type { Clock } from '../../shared/ports/clock.ts';
import { RetryLater } from '../../shared/ports/retry-later.ts';
import type { SlackRoom } from '../../shared/ports/slack-room.ts';

/** The same channel, which is asked for one thing at a time, and for nothing before it said to come back. */
export function patientRoom(room: SlackRoom, clock: Clock): SlackRoom {
  const inTurn = pLimit(1);
  let silentUntil = 0;
  const knock = () => {
    const left = Math.ceil((silentUntil - clock()) / 1000);
    if (left > 0) throw new RetryLater(`Slack has asked to come back in ${left} s.`, left);
  };
  const heed = (error: unknown): never => {
    if (error instanceof RetryLater) silentUntil = clock() + error.seconds * 1000;
    throw error;
  };
  return {
    post: (message, root) =>
      inTurn(async () => {
        knock();
        return await room.post(message, root).catch(heed);
      }),
  };
}
