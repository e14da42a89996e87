import { accessStory } from '../access/access-story.ts';
import type { Step, Story } from '../findings/steps.ts';
import type { Actor } from '../model/change.ts';
import type { Cause, FindingContent, TransitionType } from '../model/finding.ts';
import { isAtLeast } from '../model/severity.ts';
import type { Head } from '../ports/estate-store.ts';
import { type Attribution, type AttributionInput, attributor } from './attribution.ts';
import type { CommitInput, CommitPorts } from './commit-ports.ts';
import type { Moves } from './written-values.ts';

interface Before extends Moves {
  readonly before: Head | undefined;
  readonly head: Head;
}

/** What was judged, and how another estate would be, or the one before. */
type Judges = Pick<AttributionInput, 'assessment' | 'findingsOf' | 'assessmentThen'>;

/** What moved since another estate than the one right before: that of the commit before, whose findings we may be finishing. */
export type Since = Moves & Judges;

/** Tells for each step why it was taken, by whom, and whether somebody should hear of it at once. */
export function storyTeller(
  ports: CommitPorts,
  input: CommitInput,
  moved: Before,
  judged: Judges,
  longer?: Since,
): (step: Step) => Story {
  const ours = ourOwnDoing(ports, moved, judged);
  const attribute = attributorOf([{ ...moved, ...judged }, ...(longer ? [longer] : [])], input);
  const isAnybodys = input.changes.length > 0;
  const isUrgent = isAnybodys && input.inDigest !== true;
  const whoseIs = (step: Step) => {
    const unasked = isAnybodys ? 'change' : causeOf(step, moved, undefined, ours);
    return unasked === 'change' ? attribute(step) : nobody;
  };
  return (step) => {
    const whose = whoseIs(step);
    const cause = causeOf(step, moved, whose.actor ?? whose.awaiting?.actor, ours);
    const isNews = cause === 'change' && !quiet.has(step.type);
    const severe = isAtLeast(step.content.severity, ports.config.alerts.minimumSeverity);
    const atOnce = isNews && severe && isUrgent;
    return { cause, delivery: atOnce ? 'now' : 'digest', ...told(whose, isNews) };
  };
}

/** By whom, what is still to be accounted for, and what it means for who was touched. */
function told(
  { actor, awaiting, written, moved }: Told,
  isNews: boolean,
): Pick<Story, 'actor' | 'awaiting' | 'access'> {
  const by = actor === undefined ? {} : { actor };
  if (!isNews) return by;
  const access = moved && accessStory({ ...moved, changes: written.map(({ change }) => change) });
  return {
    ...by,
    ...(awaiting === undefined ? {} : { awaiting }),
    ...(access === undefined ? {} : { access }),
  };
}

interface Told extends Attribution {
  /** Since when; undefined for nobody's doing. */
  readonly moved?: Moves;
}

const nobody: Told = { written: [] };

/** By what moved in the shortest time in which anything did that led to the step. */
function attributorOf(spans: readonly Since[], { changes }: CommitInput): (step: Step) => Told {
  const attributors = spans.map((moved) => ({
    moved,
    attribute: attributor({ ...moved, changes }),
  }));
  return (step) => {
    for (const { moved, attribute } of attributors) {
      const whose = attribute(step);
      if (whose.written.length > 0) return { ...whose, moved };
    }
    return nobody;
  };
}

/** A waiver is somebody's own decision, its expiry was announced by its date, and what we stop looking at is no news. */
const quiet: ReadonlySet<TransitionType> = new Set([
  'WAIVED',
  'UNWAIVED',
  'WAIVER_EXPIRED',
  'RETIRED',
]);

function causeOf(
  { type, content }: Step,
  { head }: Before,
  actor: Actor | undefined,
  ours: OwnDoing,
): Cause {
  if (actor !== undefined) return 'change';
  if (type === 'UNWAIVED' || type === 'WAIVER_EXPIRED') return 'config';
  return head.baselineRun === undefined ? ours(type, content) : 'baseline';
}

type OwnDoing = (type: TransitionType, content: FindingContent) => Cause;

/**
 * After a new release or config the same facts may be judged otherwise. What the new judges say of the facts
 * as they were before this commit is our doing; only the rest is news.
 */
function ourOwnDoing(ports: CommitPorts, { before }: Before, { assessmentThen }: Judges): OwnDoing {
  const cause = reasonToDoubt(ports, before);
  if (cause === undefined) return () => 'change';
  const known = new Map(assessmentThen().findings.map((finding) => [finding.id, finding]));
  return (type, content) => (isOurs(type, content, known.get(content.id)) ? cause : 'change');
}

/** Whether this step would have been taken on the old facts too. `then` is what the new judges say of those. */
function isOurs(
  type: TransitionType,
  content: FindingContent,
  then: FindingContent | undefined,
): boolean {
  if (type === 'RETIRED') return true;
  if (type === 'RESOLVED') return then === undefined;
  return then?.fingerprint === content.fingerprint && then.severity === content.severity;
}

function reasonToDoubt(ports: CommitPorts, before: Head | undefined): Cause | undefined {
  if (before?.catalogueHash !== ports.catalogueHash) return 'catalogue';
  return before.configHash === ports.configHash ? undefined : 'config';
}
