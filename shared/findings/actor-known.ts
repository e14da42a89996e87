import type { Actor, Change, Claim } from '../model/change.ts';
import type { Awaiting } from '../model/finding.ts';

/**
 * How long an event may come before the reading that did not show it yet: access entries and associations
 * are eventually consistent, and CloudTrail's times are whole seconds.
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
const tolerance = 300_000;

/** What is left to be accounted for once these events were heard; undefined when they account for nothing. */
export function accountedFor(
  awaiting: Awaiting,
  changes: readonly Change[],
): { readonly actor: Actor; readonly awaiting?: Awaiting } | undefined {
  const timely = changes.filter(({ actor }) => isBetween(actor.eventTime, awaiting));
  const telling = timely.filter(({ claims }) => claims.some((claim) => isAmong(awaiting, claim)));
  const actors = [
    ...telling.map(({ actor }) => actor),
    ...(awaiting.actor ? [awaiting.actor] : []),
  ];
  const [first, ...others] = actors;
  if (telling.length === 0 || first === undefined) return undefined;
  const actor = others.reduce((last, one) => (one.eventTime > last.eventTime ? one : last), first);
  const told = new Set(telling.flatMap(({ claims }) => claims.map(({ id }) => id)));
  const claims = awaiting.claims.filter(({ id }) => !told.has(id));
  return claims.length === 0 ? { actor } : { actor, awaiting: { ...awaiting, claims, actor } };
}

function isBetween(time: number, { since, until }: Awaiting): boolean {
  return time >= since - tolerance && time <= until + tolerance;
}

function isAmong({ claims }: Awaiting, { id }: Claim): boolean {
  return claims.some((claim) => claim.id === id);
}
