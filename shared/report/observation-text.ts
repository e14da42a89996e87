import type { Observation } from '../model/observation.ts';
import { durationText, shown, timeText } from './text.ts';

/** What happened as a headline, with whole ARNs. */
export function observedText(observation: Observation): string {
  const { kind, principalArn, grant } = observation;
  const did = kind === 'self-granted' ? 'gave itself' : 'had';
  const held = heldText(observation);
  const time = held === undefined ? '' : ` for ${held}`;
  return `${shown(principalArn, 400)} ${did} ${shown(grant, 300)}${time}`;
}

/** How it came about and ended, as sentences. */
export function storyText(observation: Observation): string {
  const { kind, grantedBy, removedBy } = observation;
  const came =
    kind === 'self-granted'
      ? 'whoever has this access gave it to itself'
      : 'this access was granted';
  const granted = `From the event, not seen in state: ${came} at ${timeText(grantedBy.eventTime)}`;
  if (removedBy === undefined) return `${granted}.`;
  const removed = `It was taken away at ${timeText(removedBy.eventTime)}, ${heldText(observation)} later`;
  return `${granted}. ${removed}${kind === 'short-lived' ? ', before the cluster was looked at' : ''}.`;
}

/** Undefined where it is not known to have ended. */
function heldText({ grantedBy, removedBy }: Observation): string | undefined {
  return removedBy && durationText(removedBy.eventTime - grantedBy.eventTime);
}
