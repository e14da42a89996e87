import type { Heartbeat } from '../../shared/ports/heartbeats.ts';

/**
 * Which of several beats says how the feed does. One that is missing between two that were heard is no
 * concern: CloudTrail promises no order, and what came later proves that the feed is alive.
 */
export function lastHeartbeat(beats: readonly Heartbeat[]): Heartbeat | undefined {
  const inOrder = beats.toSorted((a, b) => a.sentAt - b.sentAt);
  const heard = inOrder.findLastIndex(({ heardAt }) => heardAt !== undefined);
  return inOrder[heard + 1] ?? inOrder[heard];
}
