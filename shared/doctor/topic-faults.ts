import { subscribe } from '../access/monitor-commands.ts';
import type { MonitorPart } from '../model/monitor.ts';
import type { PartFault } from './part-fixes.ts';

/**
 * What is wrong with a topic that somebody hears: an address that does not. Of one that nobody hears the rule
 * `monitor-intact` speaks where addresses were configured; where none were, nobody has been asked to listen.
 */
export function* topicFaults(part: MonitorPart): Iterable<PartFault> {
  if (part.kind !== 'topic' || part.found === undefined) return;
  const { name, region, subscribers } = part.expected;
  const { confirmed, pending } = part.found;
  const command = subscribe(part.expected);
  if (subscribers === 0 && confirmed === 0) {
    const message = `Nobody hears what is told on the topic ${name} in ${region}: no address is configured, and nobody has subscribed.`;
    yield { message, command };
  }
  if (confirmed > 0 && confirmed < subscribers) {
    const waiting = pending > 0 ? `, ${pending} of them unconfirmed` : '';
    const message = `Of ${subscribers} addresses of the topic ${name} in ${region}, ${subscribers - confirmed} hear nothing${waiting}.`;
    yield { message, command };
  }
}
