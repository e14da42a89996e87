import type { Telling } from '../model/alert.ts';
import type { Actor } from '../model/change.ts';
import { awaitsActor } from './telling.ts';
import { shown, timeText } from './text.ts';

/** Who did what, from where and when, as one line. */
export function whoText(actor: Actor): string {
  const from =
    actor.sourceIpAddress === undefined ? '' : ` from ${shown(actor.sourceIpAddress, 100)}`;
  return `${nameText(actor)}, ${shown(actor.eventName, 100)}${from}, ${timeText(actor.eventTime)}`;
}

/** All that is known of who did it, a line each; who it was is sought, and told in a message of its own, where nobody is known. */
export function whoTexts(telling: Telling): readonly string[] {
  const { actor } = telling;
  if (actor !== undefined) return actorTexts(actor);
  if (!awaitsActor(telling)) return [];
  const known = partlyBy(telling);
  return [
    'actor not yet known; a further message follows when it is known',
    ...(known === undefined ? [] : [`part of it was done by ${whoText(known)}`]),
  ];
}

export function actorTexts(actor: Actor): readonly string[] {
  const agent = actor.userAgent === undefined ? '' : ` with ${shown(actor.userAgent, 200)}`;
  const from = shown(actor.sourceIpAddress ?? 'an address not recorded', 100);
  return [
    nameText(actor, 300),
    ...(actor.arn === undefined ? [] : [shown(actor.arn, 400)]),
    `${shown(actor.eventName, 100)} at ${timeText(actor.eventTime)}`,
    ...howTexts(actor),
    `from ${from}${agent}`,
    `event ${shown(actor.eventId, 100)} in ${whereText(actor)}`,
  ];
}

function whereText({ region, clusterName }: Actor): string {
  const place = shown(region, 50);
  return clusterName === undefined
    ? place
    : `the audit log of ${shown(clusterName, 100)} in ${place}`;
}

function nameText({ name, identityCenterUser }: Actor, length = 200): string {
  // A name that begins with the user's says it already, with the permission set beside it.
  const isSaid = identityCenterUser === undefined || name.startsWith(`${identityCenterUser} (`);
  const user = isSaid ? '' : `, IAM Identity Center user ${shown(identityCenterUser, 200)}`;
  return `${shown(name, length)}${user}`;
}

/** What CloudTrail does not say is left out: no word about MFA is not a word against it. */
function howTexts({ via, invokedBy, mfa }: Actor): readonly string[] {
  const texts = [
    ...(via === undefined ? [] : [`via ${shown(via, 100)}`]),
    ...(invokedBy === undefined ? [] : [`called by ${shown(invokedBy, 100)} on behalf of it`]),
    ...(mfa === undefined ? [] : [mfa ? 'with MFA' : 'without MFA']),
  ];
  return texts.length === 0 ? [] : [texts.join(', ')];
}

/** Of the finding's last step alone: what the others of its values awaited says nothing about this one. */
function partlyBy({ finding, at }: Telling): Actor | undefined {
  return finding.changedAt === at ? finding.awaiting?.actor : undefined;
}
