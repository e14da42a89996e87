import type { Finding, Flapping, TransitionType } from '../model/finding.ts';

/** In milliseconds: so many reopenings within so short a time are too many to tell each. */
const mostReopenings = 3;
const within = 600_000;
/** How often somebody is reminded, and how long it must keep still to be at rest. */
const reminderEvery = 3_600_000;
const quietFor = 1_800_000;

/** How a finding comes and goes, as it is kept with it; no members for one that does neither often. */
export type Restlessness = Pick<Finding, 'reopenedAt' | 'flapping'>;

/** What a step becomes for a finding that comes and goes: another name, told or not, and what is remembered. */
export interface Flap {
  readonly type: TransitionType;
  /** Whether people hear of it. */
  readonly told: boolean;
  readonly restlessness: Restlessness;
}

/** How one more step is told. Severity is another matter: what gets worse, or is nobody's mending, is told as ever. */
export function flapOf(before: Finding | undefined, type: TransitionType, now: number): Flap {
  const { reopenedAt = [], flapping } = before ?? {};
  const recent = reopenedAt.filter((at) => at > now - within);
  const reopened = type === 'REOPENED' ? [...recent, now] : recent;
  if (!isComingOrGoing(type)) {
    return { type, told: true, restlessness: type === 'CHANGED' ? kept(reopened, flapping) : {} };
  }
  if (flapping !== undefined) return goesOn(flapping, before, type, now);
  const [since] = reopened;
  if (since === undefined || reopened.length < mostReopenings) {
    return { type, told: true, restlessness: kept(reopened, undefined) };
  }
  const begun = { since, count: reopened.length, movedAt: now, remindedAt: now, longestOpen: 0 };
  return { type: 'FLAPPING', told: true, restlessness: { flapping: begun } };
}

/** What is due for a finding that has not moved: a reminder, or that it has come to rest. */
export function dueOf(finding: Finding, now: number): Flap | undefined {
  const { flapping } = finding;
  if (flapping === undefined) return undefined;
  if (now - flapping.movedAt >= quietFor) return { type: 'SETTLED', told: true, restlessness: {} };
  if (now - flapping.remindedAt < reminderEvery) return undefined;
  const longestOpen = longest(flapping, finding, now);
  const restlessness = { flapping: { ...flapping, remindedAt: now, longestOpen } };
  return { type: 'FLAPPING', told: true, restlessness };
}

function isComingOrGoing(type: TransitionType): boolean {
  return type === 'REOPENED' || type === 'RESOLVED';
}

function goesOn(
  flapping: Flapping,
  before: Finding | undefined,
  type: TransitionType,
  now: number,
): Flap {
  const count = flapping.count + (type === 'REOPENED' ? 1 : 0);
  const longestOpen = longest(flapping, before, now);
  const isDue = now - flapping.remindedAt >= reminderEvery;
  const remindedAt = isDue ? now : flapping.remindedAt;
  return {
    type: isDue ? 'FLAPPING' : type,
    told: isDue,
    restlessness: { flapping: { ...flapping, count, movedAt: now, remindedAt, longestOpen } },
  };
}

function longest({ longestOpen }: Flapping, finding: Finding | undefined, now: number): number {
  return finding?.status === 'open' ? Math.max(longestOpen, now - finding.changedAt) : longestOpen;
}

function kept(reopenedAt: readonly number[], flapping: Flapping | undefined): Restlessness {
  return {
    ...(reopenedAt.length === 0 ? {} : { reopenedAt }),
    ...(flapping === undefined ? {} : { flapping }),
  };
}
