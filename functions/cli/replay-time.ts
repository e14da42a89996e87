import type { Clock } from '../../shared/ports/clock.ts';
import type { QueuedEvent } from './queued-event.ts';

/** The time of a replay, which passes when it is told to. */
export interface ReplayTime {
  readonly clock: Clock;
  /** Of an event, in milliseconds since the epoch; undefined where it has none. */
  of(event: QueuedEvent): number | undefined;
  /** Goes on to that time, and by a millisecond at least: what is read again is newer than what was read before. */
  goOn(to: number | undefined): void;
  /** How many events are older than the snapshot. */
  readonly older: number;
}

/**
 * Begins just before the first event, so that what time alone has done by then is no event's doing. Events that are older than
 * the snapshot, which was taken at `takenAt`, come right after it, as far from each other as they were.
 */
export function replayTime(takenAt: number, events: readonly QueuedEvent[]): ReplayTime {
  const times = events.flatMap(({ at }) => at ?? []);
  const first = Math.min(...times, Number.MAX_SAFE_INTEGER);
  const shift = Math.max(0, takenAt + 1 - first);
  let now = times.length === 0 ? takenAt : first + shift - 1;
  return {
    clock: () => now,
    of: ({ at }) => (at === undefined ? undefined : at + shift),
    goOn: (to = now) => {
      now = Math.max(now + 1, to);
    },
    older: times.filter((at) => at <= takenAt).length,
  };
}
