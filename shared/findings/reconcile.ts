import { type Assessment, type Gap, type Verdict, verdictKey } from '../assess/verdict.ts';
import { globalRegion } from '../model/account.ts';
import type { Actor } from '../model/change.ts';
import type { Config } from '../model/config.ts';
import type {
  Cause,
  Finding,
  FindingContent,
  FindingStatus,
  Transition,
  TransitionType,
} from '../model/finding.ts';
import type { RuleMeta, SubjectKind } from '../rules/rule.ts';
import { transitionId } from './identity.ts';

export interface ReconcileInput {
  readonly stored: readonly Finding[];
  readonly assessment: Assessment;
  readonly catalogue: readonly (RuleMeta & { readonly subject: SubjectKind })[];
  readonly config: Config;
  /** Only findings of these rules may move; all when undefined. */
  readonly onlyRules?: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly group: string;
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
}

/**
 * What must happen to the stored findings so that they say what the assessment says. Starts from the table and the
 * whole estate, never from a difference, so that it completes whatever an earlier run left undone.
 */
export function reconcile(input: ReconcileInput): readonly Transition[] {
  const verdicts = indexVerdicts(input.assessment.verdicts);
  return [...reported(input, verdicts), ...ended(input, verdicts)];
}

type Verdicts = ReadonlyMap<string, Verdict>;

/** Steps of findings that the assessment reports. */
function* reported(input: ReconcileInput, verdicts: Verdicts): Iterable<Transition> {
  const stored = new Map(input.stored.map((finding) => [finding.id, finding]));
  for (const content of input.assessment.findings.filter((finding) => isInScope(input, finding))) {
    const before = stored.get(content.id);
    const type = stepOf(before, content, input.assessment.expiredWaivers);
    if (type === undefined) continue;
    const status = content.waiver === undefined ? 'open' : 'waived';
    yield transition(input, { type, content, ...verdictOf(verdicts, content) }, status, before);
  }
}

/** Steps of findings that it no longer reports. */
function* ended(input: ReconcileInput, verdicts: Verdicts): Iterable<Transition> {
  const current = new Set(input.assessment.findings.map(({ id }) => id));
  const candidates = input.stored.filter(
    (finding) => isLive(finding) && !current.has(finding.id) && isInScope(input, finding),
  );
  for (const finding of candidates) {
    const verdict = verdictOf(verdicts, finding);
    const end = endOf(input, finding, verdict.verdict);
    if (end === undefined) continue;
    const { type, note } = end;
    const status = type === 'RESOLVED' ? 'resolved' : 'retired';
    const moved = transition(input, { type, content: finding, ...verdict }, status, finding);
    yield note === undefined ? moved : { ...moved, note };
  }
}

/** Live findings are open or waived; the others are kept so that they can be reopened. */
function isLive({ status }: Finding): boolean {
  return status === 'open' || status === 'waived';
}

function isInScope({ onlyRules }: ReconcileInput, { ruleId }: FindingContent): boolean {
  return onlyRules === undefined || onlyRules.has(ruleId);
}

function stepOf(
  before: Finding | undefined,
  content: FindingContent,
  expiredWaivers: ReadonlySet<string>,
): TransitionType | undefined {
  if (content.waiver !== undefined && before?.status !== 'waived') return 'WAIVED';
  if (before === undefined) return 'OPENED';
  if (!isLive(before)) return 'REOPENED';
  if (isWoken(before, content))
    return expiredWaivers.has(content.id) ? 'WAIVER_EXPIRED' : 'UNWAIVED';
  return isSame(before, content) ? undefined : 'CHANGED';
}

function isWoken(before: Finding, content: FindingContent): boolean {
  return before.status === 'waived' && content.waiver === undefined;
}

function isSame(before: Finding, content: FindingContent): boolean {
  return before.severity === content.severity && before.fingerprint === content.fingerprint;
}

interface End {
  readonly type: 'RESOLVED' | 'RETIRED';
  readonly note?: string;
}

/** How a finding that the assessment no longer reports has ended; undefined while that cannot be told. */
function endOf(
  input: ReconcileInput,
  finding: Finding,
  verdict: Verdict | undefined,
): End | undefined {
  const rule = input.catalogue.find(({ id }) => id === finding.ruleId);
  if (isSpokenForElsewhere(input, finding)) return undefined;
  const note = whyRetired(input, finding, rule, verdict);
  if (note !== undefined) return { type: 'RETIRED', note };
  if (verdict !== undefined) return verdict.complete ? { type: 'RESOLVED' } : undefined;
  const hidden = input.assessment.gaps.some((gap) => covers(gap, rule?.subject, finding));
  return hidden ? undefined : { type: 'RESOLVED' };
}

/** In a narrowed scope the finding that would speak for this one may not be written: until it is, this one stays. */
function isSpokenForElsewhere(
  { assessment, onlyRules, stored }: ReconcileInput,
  finding: Finding,
): boolean {
  const speaker = assessment.absorbed.get(finding.id);
  if (speaker === undefined || onlyRules === undefined) return false;
  if (stored.some((other) => other.id === speaker && isLive(other))) return false;
  const { ruleId } = assessment.findings.find(({ id }) => id === speaker) ?? {};
  return ruleId === undefined || !onlyRules.has(ruleId);
}

/** Why it is our doing, and not anybody's mending, that a finding is no longer reported. */
function whyRetired(
  { assessment, config }: ReconcileInput,
  finding: Finding,
  rule: RuleMeta | undefined,
  verdict: Verdict | undefined,
): string | undefined {
  if (rule === undefined) return 'The rule is gone.';
  if (config.rules[rule.id]?.enabled === false) return 'The rule was switched off.';
  const speaker = assessment.absorbed.get(finding.id);
  if (speaker !== undefined) return `Now part of finding ${speaker}.`;
  if (verdict !== undefined || isWatched(finding, config)) return undefined;
  return `Region ${finding.region} is no longer watched.`;
}

function isWatched({ region }: Finding, { regions }: Config): boolean {
  return region === globalRegion || regions.includes(region);
}

function covers(gap: Gap, kind: SubjectKind | undefined, finding: Finding): boolean {
  return (
    gap.kind === kind &&
    gap.region === finding.region &&
    (gap.clusterName === undefined || gap.clusterName === finding.clusterName) &&
    (gap.resourceId === undefined || gap.resourceId === finding.resource.id)
  );
}

function transition(
  { now, group, story }: ReconcileInput,
  step: Step,
  status: FindingStatus,
  before: Finding | undefined,
): Transition {
  const { cause, delivery, actor } = story(step);
  const version = (before?.version ?? 0) + 1;
  const finding: Finding = {
    ...contentOnly(step.content),
    status,
    firstSeen: before?.firstSeen ?? now,
    changedAt: now,
    version,
    ...(actor === undefined ? {} : { actor }),
  };
  return {
    id: transitionId(finding.id, version),
    type: step.type,
    cause,
    at: now,
    delivery,
    group,
    finding,
    ...(before !== undefined && before.severity !== finding.severity
      ? { previousSeverity: before.severity }
      : {}),
  };
}

/** Of a stored finding, what its violation said, without its history. */
function contentOnly(content: FindingContent | Finding): FindingContent {
  const { status, firstSeen, changedAt, actor, version, ...rest } = content as Finding;
  return rest;
}

function indexVerdicts(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  return new Map(
    verdicts.map((verdict) => [verdictKey({ ...verdict, ...verdict.place }), verdict]),
  );
}

function verdictOf(verdicts: Verdicts, of: FindingContent): { readonly verdict?: Verdict } {
  const verdict = verdicts.get(verdictKey(of));
  return verdict === undefined ? {} : { verdict };
}
