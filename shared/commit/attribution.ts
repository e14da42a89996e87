import type { Assessment } from '../assess/verdict.ts';
import { claimOf } from '../findings/identity.ts';
import type { Step } from '../findings/steps.ts';
import type { Actor, Change } from '../model/change.ts';
import type { Estate } from '../model/estate.ts';
import type { FactKey } from '../model/fact-key.ts';
import type { Awaiting, FindingContent } from '../model/finding.ts';
import { keysBehind } from './keys-behind.ts';
import { remembering } from './remembering.ts';
import { claimedIn, type Moves, type Written, without, writtenIn } from './written-values.ts';

/** Whose doing a step is, as far as events say. */
export interface Attribution {
  /** Known once events account for everything that led to the step. */
  readonly actor?: Actor;
  /** What they do not account for yet. */
  readonly awaiting?: Awaiting;
  /** The values that led to it. */
  readonly written: readonly Written[];
}

export interface AttributionInput extends Moves {
  readonly changes: readonly Change[];
  readonly assessment: Assessment;
  /** The findings of another estate, by the same judges on the same day. */
  readonly findingsOf: (estate: Estate) => Assessment['findings'];
  /** Of the estate as it was before. */
  readonly assessmentThen: () => Assessment;
}

/**
 * Tells for each step which of the values that were written led to it, and who wrote them. A value led to it when without
 * it the finding would not be what it is; where the values at hand are all of one event there is nothing to tell apart.
 * Where it was so already before they were written, somebody else's commit came by their estate and not to its findings:
 * then only what the events at hand say can have led to it.
 */
export function attributor(input: AttributionInput): (step: Step) => Attribution {
  const writtenAt = remembering((key: FactKey<unknown>) => writtenIn(input, key, input.changes));
  const suppose = supposing(input);
  const then = remembering((_: 'findings') => byId(input.assessmentThen().findings));
  const keysOf = keysBehind(input);
  const claimedAt = (key: FactKey<unknown>) => claimedIn(input.estate, key, input.changes);
  return (step) => {
    const keys = keysOf(step);
    const moved = keys.flatMap(writtenAt);
    const isNew = moved.length > 0 && !isAsNow(step, then('findings'));
    const candidates = isNew ? moved : keys.flatMap(claimedAt);
    const written = leadingTo(step, candidates, input, suppose);
    return { written, ...accountOf(written, input.changes) };
  };
}

/** They are kept with the finding, in one item of the table; nobody could say who did that much anyway. */
const mostAwaited = 20;

/** How many suppositions one commit may judge: each costs as much as an event. */
const mostSuppositions = 16;

/** What would be found without some values; undefined once there were too many to ask. */
type Suppose = (...values: readonly Written[]) => Found | undefined;

type Found = ReadonlyMap<string, FindingContent>;

function supposing({ previous, estate, findingsOf }: AttributionInput): Suppose {
  let left = mostSuppositions;
  const known = new Map<string, Found>();
  return (...values) => {
    const id = values.map(({ claim }) => claim.id).join(' ');
    const before = known.get(id);
    if (before !== undefined || left === 0) return before;
    left -= 1;
    const found = byId(
      findingsOf(values.reduce((all, one) => without(all, one, previous), estate)),
    );
    known.set(id, found);
    return found;
  };
}

function byId(findings: Assessment['findings']): Found {
  return new Map(findings.map((finding) => [finding.id, finding]));
}

/** Those that were each needed; where none was, as of two ways to the same finding, as few as it takes to close all. */
function leadingTo(
  step: Step,
  candidates: readonly Written[],
  { changes }: AttributionInput,
  suppose: Suppose,
): readonly Written[] {
  const areSeen = candidates.every(({ isOnlySaid }) => isOnlySaid !== true);
  // Of a subject that is gone there is no verdict to tell what else it may be due to.
  const areAll = areSeen && step.verdict !== undefined;
  if (areAll && (candidates.length < 2 || areOfOne(candidates, changes))) return candidates;
  const leads = (...values: readonly Written[]) => {
    const found = suppose(...values);
    return found !== undefined && !isAsNow(step, found);
  };
  const needed = candidates.filter((written) => leads(written));
  if (needed.length > 0) return needed;
  if (!areAll && !leads(...candidates)) return [];
  return candidates.reduce((left, one) => {
    const others = left.filter((other) => other !== one);
    return others.length > 0 && leads(...others) ? others : left;
  }, candidates);
}

/** Whether the finding would be what the step makes of it. */
function isAsNow({ type, content }: Step, found: Found): boolean {
  const isGone = type === 'RESOLVED' || type === 'RETIRED';
  return isSame(found.get(content.id), isGone ? undefined : content);
}

function areOfOne(candidates: readonly Written[], changes: readonly Change[]): boolean {
  const writers = candidates.map((written) => writerOf(written, changes));
  return writers[0] !== undefined && writers.every((writer) => writer === writers[0]);
}

function isSame(a: FindingContent | undefined, b: FindingContent | undefined): boolean {
  return a?.fingerprint === b?.fingerprint && a?.severity === b?.severity;
}

function accountOf(
  written: readonly Written[],
  changes: readonly Change[],
): Pick<Attribution, 'actor' | 'awaiting'> {
  if (written.length === 0) return {};
  const writers = written.map((one) => writerOf(one, changes)?.actor);
  const actor = lastOf(writers.filter((writer) => writer !== undefined));
  const open = written.filter((_, index) => writers[index] === undefined);
  if (open.length === 0) return actor === undefined ? {} : { actor };
  if (open.length > mostAwaited) return {};
  return {
    awaiting: {
      claims: open.map(({ claim }) => claim),
      since: Math.min(...open.map(({ since }) => since)),
      until: Math.max(...open.map(({ until }) => until)),
      ...(actor === undefined ? {} : { actor }),
    },
  };
}

/** Whose event came last. */
function lastOf(actors: readonly Actor[]): Actor | undefined {
  return actors.toSorted((a, b) => a.eventTime - b.eventTime).at(-1);
}

/**
 * The event that made the value what it is: the last that found another there. Nobody is named where events of
 * one second by different people say so of it, because CloudTrail tells no more than the second.
 */
function writerOf({ claim, before }: Written, changes: readonly Change[]): Change | undefined {
  const claims = changes
    .flatMap((change) =>
      change.claims
        .filter(({ key, path }) => key === claim.key && path === claim.path)
        .map(({ id }) => ({ change, id, at: change.actor.eventTime })),
    )
    .sort((a, b) => a.at - b.at);
  let held = claimOf(before).id;
  let writer: (typeof claims)[number] | undefined;
  for (const one of claims) {
    if (one.id === claim.id && one.id !== held) writer = one;
    held = one.id;
  }
  writer ??= claims.findLast(({ id }) => id === claim.id);
  const rivals = claims.filter(({ id, at }) => id === claim.id && at === writer?.at);
  return rivals.every(({ change }) => isSamePerson(change.actor, writer?.change.actor))
    ? writer?.change
    : undefined;
}

function isSamePerson(a: Actor, b: Actor | undefined): boolean {
  return a.name === b?.name && a.arn === b.arn;
}
