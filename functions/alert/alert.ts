import { reportAges } from './ages.ts';
import type { AlertPorts } from './alert-ports.ts';
import { sendChanges, sendObservations, urgent } from './changes.ts';
import { sendDigests } from './digests.ts';
import { quietFindings } from './quiet.ts';

/**
 * Sends what is owed and only then forgets it: a crash in between sends the same message again, under the same
 * delivery id, and loses nothing. Returns how many messages were published.
 */
export async function deliverOwed(ports: AlertPorts): Promise<number> {
  const owed = await ports.findings.owed();
  const quiet = await quietFindings(ports, owed);
  const loud = owed.filter(({ finding }) => !quiet.has(finding.id));
  await reportAges(ports, urgent(ports, loud));
  const changes = await sendChanges(ports, loud);
  const observations = await sendObservations(ports);
  const digests = await sendDigests(ports, owed, quiet);
  const sent = changes + observations + digests;
  ports.metrics.count('AlertsSent', sent);
  return sent;
}
