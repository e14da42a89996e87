import { reportAges } from './ages.ts';
import type { AlertPorts } from './alert-ports.ts';
import { sendChanges, sendObservations, urgent } from './changes.ts';
import { sendDigests } from './digests.ts';

/**
 * Sends what is owed and only then forgets it: a crash in between sends the same message again, under the same
 * delivery id, and loses nothing. Returns how many messages were published.
 */
export async function deliverOwed(ports: AlertPorts): Promise<number> {
  const owed = await ports.findings.owed();
  await reportAges(ports, urgent(ports, owed));
  const changes = await sendChanges(ports, owed);
  const observations = await sendObservations(ports);
  const digests = await sendDigests(ports, owed);
  const sent = changes + observations + digests;
  ports.metrics.count('AlertsSent', sent);
  return sent;
}
