import type { Verdict } from '../assess/verdict.ts';
import type { Actor, Change } from '../model/change.ts';
import type {
  AccessStory,
  Awaiting,
  Cause,
  Finding,
  FindingContent,
  FindingStatus,
  Transition,
  TransitionType,
} from '../model/finding.ts';
import { isAtLeast } from '../model/severity.ts';
import type { accountedFor } from './actor-known.ts';
import type { Standing } from './ending.ts';
import { flapOf, type Restlessness } from './flapping.ts';
import { transitionId } from './identity.ts';
import { keptEvidence } from './kept-evidence.ts';

export interface ReconcileInput extends Standing {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly group: string;
  /** The events at hand, which may account for what was found before. */
  readonly changes: readonly Change[];
  /** What they say is told with the digest, not at once. */
  readonly inDigest?: boolean;
  readonly story: (step: Step) => Story;
}

/** A finding about to move, and the verdict it rests on, where there is one. */
export interface Step {
  readonly type: TransitionType;
  readonly content: FindingContent;
  readonly verdict?: Verdict;
}

/** Why it moved, by whom, and how soon people hear of it. */
export interface Story {
  readonly cause: Cause;
  readonly delivery: Transition['delivery'];
  readonly actor?: Actor;
  readonly awaiting?: Awaiting;
  readonly access?: AccessStory;
}

/** The step of a finding that the assessment moves. */
export function transition(
  input: ReconcileInput,
  step: Step,
  status: FindingStatus,
  before: Finding | undefined,
): Transition {
  const { now } = input;
  const { cause, delivery, actor, awaiting, access } = input.story(step);
  const flap = flapOf(before, step.type, now);
  const finding: Finding = {
    ...contentOnly(step.content),
    status,
    firstSeen: before?.firstSeen ?? now,
    changedAt: now,
    version: (before?.version ?? 0) + 1,
    ...(actor === undefined ? {} : { actor }),
    ...(awaiting === undefined ? {} : { awaiting }),
    ...flap.restlessness,
  };
  return {
    ...stepOfFinding(input, flap.type, finding),
    cause,
    delivery: flap.told ? delivery : 'none',
    ...(before !== undefined && before.severity !== finding.severity
      ? { previousSeverity: before.severity }
      : {}),
    ...(access === undefined ? {} : { access }),
  };
}

/** A finding that keeps its state, in a step about its coming and going. */
export function stays(
  input: ReconcileInput,
  before: Finding,
  type: TransitionType,
  restlessness: Restlessness,
): Transition {
  const { reopenedAt, flapping, ...rest } = before;
  const finding: Finding = { ...rest, ...restlessness, version: before.version + 1 };
  return { ...stepOfFinding(input, type, finding), ...urgent(input, before) };
}

/** Somebody is named once everything is accounted for; until then what is known is only kept. */
export function nowKnown(
  input: ReconcileInput,
  before: Finding,
  { actor, awaiting }: NonNullable<ReturnType<typeof accountedFor>>,
): Transition {
  const { awaiting: _, ...rest } = before;
  const version = before.version + 1;
  const finding: Finding =
    awaiting === undefined ? { ...rest, actor, version } : { ...rest, awaiting, version };
  const step = { ...stepOfFinding(input, 'ACTOR_KNOWN', finding), ...urgent(input, before) };
  return awaiting === undefined ? step : { ...step, delivery: 'none' };
}

function stepOfFinding(
  { now: at, group }: ReconcileInput,
  type: TransitionType,
  finding: Finding,
): Omit<Transition, 'cause' | 'delivery'> {
  return { id: transitionId(finding.id, finding.version), type, at, group, finding };
}

/** Told at once where the finding itself would be. */
function urgent({ config, inDigest = false }: ReconcileInput, { severity }: Finding) {
  const severe = isAtLeast(severity, config.alerts.minimumSeverity);
  return { cause: 'change', delivery: severe && !inDigest ? 'now' : 'digest' } as const;
}

/** Of a stored finding, what its violation said, without its history. */
function contentOnly(content: FindingContent | Finding): FindingContent {
  const { status, firstSeen, changedAt, actor, awaiting, reopenedAt, flapping, version, ...rest } =
    content as Finding;
  return { ...rest, evidence: keptEvidence(rest.evidence) };
}
