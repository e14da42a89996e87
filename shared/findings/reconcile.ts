import type { Assessment, Gap, Verdict } from '../assess/verdict.ts';
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
import { canonicalJson } from '../model/json.ts';
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
  const stored = new Map(input.stored.map((finding) => [finding.id, finding]));
  const verdicts = indexVerdicts(input.assessment.verdicts);
  const current = new Set<string>();
  const transitions: Transition[] = [];
  for (const content of input.assessment.findings) {
    current.add(content.id);
    if (!isInScope(input, content)) continue;
    const before = stored.get(content.id);
    const type = stepOf(before, content, input.assessment.expiredWaivers);
    if (type === undefined) continue;
    const status = content.waiver === undefined ? 'open' : 'waived';
    const verdict = verdicts.get(verdictKey(content));
    transitions.push(transition(input, { type, content, ...(verdict && { verdict }) }, status, before));
  }
  for (const finding of input.stored) {
    if (current.has(finding.id) || !isLive(finding) || !isInScope(input, finding)) continue;
    const end = endOf(input, finding, verdicts.get(verdictKey(finding)));
    if (end === undefined) continue;
    const step = { type: end.type, content: finding, ...(end.verdict && { verdict: end.verdict }) };
    const status = end.type === 'RESOLVED' ? 'resolved' : 'retired';
    const moved = transition(input, step, status, finding);
    transitions.push(end.note === undefined ? moved : { ...moved, note: end.note });
  }
  return transitions;
}

/** Live findings are open or waived; the others are kept so that they can be reopened. */
export function isLive({ status }: Finding): boolean {
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
  const waived = content.waiver !== undefined;
  if (before === undefined) return waived ? 'WAIVED' : 'OPENED';
  if (!isLive(before)) return waived ? 'WAIVED' : 'REOPENED';
  if (before.status === 'open' && waived) return 'WAIVED';
  if (before.status === 'waived' && !waived) {
    return expiredWaivers.has(content.id) ? 'WAIVER_EXPIRED' : 'UNWAIVED';
  }
  const same =
    before.severity === content.severity && before.fingerprint === content.fingerprint;
  return same ? undefined : 'CHANGED';
}

interface End {
  readonly type: 'RESOLVED' | 'RETIRED';
  readonly note?: string;
  readonly verdict?: Verdict;
}

/** How a finding that the assessment no longer reports has ended; undefined while that cannot be told. */
function endOf(input: ReconcileInput, finding: Finding, verdict: Verdict | undefined): End | undefined {
  const { assessment, config, catalogue } = input;
  const rule = catalogue.find(({ id }) => id === finding.ruleId);
  if (rule === undefined) return { type: 'RETIRED', note: 'The rule is gone.' };
  if (config.rules[rule.id]?.enabled === false) {
    return { type: 'RETIRED', note: 'The rule was switched off.' };
  }
  const speaker = assessment.absorbed.get(finding.id);
  if (speaker !== undefined) return { type: 'RETIRED', note: `Now part of finding ${speaker}.` };
  if (verdict !== undefined) return verdict.complete ? { type: 'RESOLVED', verdict } : undefined;
  if (!isWatched(finding, config)) {
    return { type: 'RETIRED', note: `Region ${finding.region} is no longer watched.` };
  }
  const hidden = assessment.gaps.some((gap) => covers(gap, rule.subject, finding));
  return hidden ? undefined : { type: 'RESOLVED' };
}

function isWatched({ region }: Finding, { regions }: Config): boolean {
  return region === globalRegion || regions.includes(region);
}

function covers(gap: Gap, kind: SubjectKind, finding: Finding): boolean {
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
  const { actor: _, ...content } = { actor: undefined, ...step.content };
  const finding: Finding = {
    ...content,
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

function indexVerdicts(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  return new Map(
    verdicts.map((verdict) => [verdictKey({ ...verdict, ...verdict.place }), verdict]),
  );
}

function verdictKey(of: {
  readonly ruleId: string;
  readonly subject: string;
  readonly region: string;
  readonly clusterName?: string;
}): string {
  return canonicalJson([of.ruleId, of.region, of.clusterName, of.subject]);
}
