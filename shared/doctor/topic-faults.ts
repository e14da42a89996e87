import { subscribe } from '../access/monitor-commands.ts';
import type { Route } from '../model/alert-settings.ts';
import type { ExpectedTopic, FoundTopic, MonitorPart, MonitorTopic } from '../model/monitor.ts';
import type { PartFault } from './part-fixes.ts';

/**
 * What is wrong with a topic that somebody hears: an address that does not. Of one that nobody hears the rule
 * `monitor-intact` speaks where addresses were configured; where none were, nobody has been asked to listen.
 */
export function* topicFaults(part: MonitorPart, routes: readonly Route[]): Iterable<PartFault> {
  if (part.kind !== 'topic' || part.found === undefined) return;
  if (isToldElsewhere(part, routes)) return;
  yield* unheard(part.expected, part.found);
}

function* unheard(expected: ExpectedTopic, { confirmed, pending }: FoundTopic) {
  const { name, region, subscribers } = expected;
  const command = subscribe(expected);
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

/** Findings that nobody asked to have by the topic, and that routes tell in other places. */
export function isToldElsewhere({ expected, found }: MonitorTopic, routes: readonly Route[]) {
  const isUnasked = expected.subscribers === 0 && found?.confirmed === 0;
  return expected.tells === 'findings' && isUnasked && routes.length > 0;
}
