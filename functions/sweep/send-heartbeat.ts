import type { SweepPorts } from './sweep-ports.ts';

/**
 * Sends a sign of life that has to come back as an event. It is written down before it is sent: one that cannot be sent is
 * then one that is never heard, which is what the alarm on missing heartbeats tells.
 */
export async function sendHeartbeat({ beat, clock }: SweepPorts, id: string): Promise<void> {
  if (beat === undefined) return;
  await beat.heartbeats.sent({ id, at: clock() });
  await beat.sender.send(id).catch(() => undefined);
}
