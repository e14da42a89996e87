import type { Heartbeats } from '../../shared/ports/heartbeats.ts';
import { lastHeartbeat } from './last-heartbeat.ts';

/** Heartbeats as long as the process lives. */
export function memoryHeartbeats(): Heartbeats {
  const sent = new Map<string, number>();
  const heard = new Map<string, number>();
  return {
    sent: async ({ id, at }) => {
      sent.set(id, at);
    },
    heard: async (id, at) => {
      if (!heard.has(id)) heard.set(id, at);
    },
    last: async () =>
      lastHeartbeat(
        [...sent].map(([id, sentAt]) => {
          const heardAt = heard.get(id);
          return { id, sentAt, ...(heardAt === undefined ? {} : { heardAt }) };
        }),
      ),
  };
}
