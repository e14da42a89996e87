import type { Observation } from '../model/observation.ts';
import { durationText, shown, timeText } from './text.ts';

/** What happened as a headline, with whole ARNs. */
export function observedText(observation: Observation): string {
  const { kind, principalArn, grant, removedBy } = observation;
  const who = shown(principalArn, 400);
  const what = shown(grant, 300);
  const held = removedBy === undefined ? '' : ` for ${heldText(observation)}`;
  return kind === 'self-granted'
    ? `${who} gave itself ${what}${held}`
    : `${who} had ${what}${held}`;
}

/** How it came about and ended, as sentences. */
export function storyText(observation: Observation): string {
  const { kind, grantedBy, removedBy } = observation;
  const source = 'From the event, not seen in state:';
  const granted = timeText(grantedBy.eventTime);
  const came =
    kind === 'self-granted'
      ? `whoever has this access gave it to itself at ${granted}`
      : `this access was granted at ${granted}`;
  if (removedBy === undefined) return `${source} ${came}.`;
  return `${source} ${came} and taken away at ${timeText(removedBy.eventTime)}, ${heldText(observation)} later. No look at the cluster saw it.`;
}

function heldText({ grantedBy, removedBy }: Observation): string {
  return durationText((removedBy?.eventTime ?? grantedBy.eventTime) - grantedBy.eventTime);
}
