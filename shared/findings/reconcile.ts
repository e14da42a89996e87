import { type Verdict, verdictKey } from '../assess/verdict.ts';
import type { Finding, FindingContent, Transition, TransitionType } from '../model/finding.ts';
import { bySeverity } from '../model/severity.ts';
import { accountedFor } from './actor-known.ts';
import { type End, endOf, isLive } from './ending.ts';
import { dueOf } from './flapping.ts';
import { nowKnown, type ReconcileInput, type Step, stays, transition } from './steps.ts';

/**
 * What must happen to the stored findings so that they say what the assessment says. Starts from the table and the
 * whole estate, never from a difference, so that it completes whatever an earlier run left undone.
 */
export function reconcile(input: ReconcileInput): readonly Transition[] {
  const { verdicts: all, findings } = input.assessment;
  const verdicts = indexVerdicts(all, [...findings, ...input.stored]);
  const unreported = unreportedIn(input, verdicts);
  const moved = [...reported(input, verdicts, toldBy(unreported)), ...ended(input, unreported)];
  return [...moved, ...unmoved(input, new Set(moved.map(({ finding }) => finding.id)))];
}

/** What there is to tell of findings that have not moved: who did it, and whether they have come to rest. */
function unmoved(input: ReconcileInput, moved: ReadonlySet<string>): readonly Transition[] {
  return input.stored
    .filter((before) => !moved.has(before.id) && isInScope(input, before))
    .map((before) => newsOf(input, before))
    .filter((step) => step !== undefined);
}

function newsOf(input: ReconcileInput, before: Finding): Transition | undefined {
  const due = dueOf(before, input.now);
  if (due !== undefined) return stays(input, before, due.type, due.restlessness);
  const known = before.awaiting && accountedFor(before.awaiting, input.changes);
  return known && nowKnown(input, before, known);
}

type Verdicts = ReadonlyMap<string, Verdict>;

/** Steps of findings that the assessment reports. */
function* reported(
  input: ReconcileInput,
  verdicts: Verdicts,
  told: ReadonlySet<string>,
): Iterable<Transition> {
  const stored = new Map(input.stored.map((finding) => [finding.id, finding]));
  for (const content of input.assessment.findings.filter((finding) => isInScope(input, finding))) {
    const before = stored.get(content.id);
    const type = stepOf(before, content, input.assessment.expiredWaivers);
    const verdict = verdictOf(verdicts, content);
    if (type === undefined || isTold(type, content, told)) continue;
    if (isEased(input, before, { type, content, ...verdict })) continue;
    const status = content.waiver === undefined ? 'open' : 'waived';
    yield transition(input, { type, content, ...verdict }, status, before);
  }
}

/** A stored finding that is not reported any more, and how it ended, if that can be told. */
interface Unreported {
  readonly finding: Finding;
  readonly verdict: { readonly verdict?: Verdict };
  readonly end: End | undefined;
}

function unreportedIn(input: ReconcileInput, verdicts: Verdicts): readonly Unreported[] {
  const current = new Set(input.assessment.findings.map(({ id }) => id));
  return input.stored
    .filter((finding) => isLive(finding) && !current.has(finding.id) && isInScope(input, finding))
    .map((finding) => {
      const verdict = verdictOf(verdicts, finding);
      return { finding, verdict, end: endOf(input, finding, verdict.verdict) };
    });
}

/** Steps of findings that it no longer reports. */
function* ended(input: ReconcileInput, unreported: readonly Unreported[]): Iterable<Transition> {
  for (const { finding, verdict, end } of unreported) {
    if (end === undefined) continue;
    const { type, note } = end;
    const status = type === 'RESOLVED' ? 'resolved' : 'retired';
    const moved = transition(input, { type, content: finding, ...verdict }, status, finding);
    yield note === undefined ? moved : { ...moved, note };
  }
}

/** What findings speak for that stay open only because not everything was read. */
function toldBy(unreported: readonly Unreported[]): ReadonlySet<string> {
  const standing = unreported.filter(({ end }) => end === undefined);
  return new Set(standing.flatMap(({ finding }) => finding.absorbed ?? []).map(tellingOf));
}

function tellingOf({ ruleId, message }: { readonly ruleId: string; readonly message: string }) {
  return `${ruleId} ${message}`;
}

/** Somebody was told of it already, inside a finding that is open still. */
function isTold(type: TransitionType, content: FindingContent, told: ReadonlySet<string>): boolean {
  return (type === 'OPENED' || type === 'REOPENED') && told.has(tellingOf(content));
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

/** Milder only as long as not everything was read, which is no news: what made it worse was not seen to be gone. */
function isEased(
  { config }: ReconcileInput,
  before: Finding | undefined,
  { type, content: { ruleId, severity }, verdict }: Step,
): boolean {
  if (type !== 'CHANGED' || before === undefined || verdict?.complete !== false) return false;
  return config.rules[ruleId]?.severity === undefined && bySeverity(before.severity, severity) < 0;
}

function isWoken(before: Finding, content: FindingContent): boolean {
  return before.status === 'waived' && content.waiver === undefined;
}

function isSame(before: Finding, content: FindingContent): boolean {
  return before.severity === content.severity && before.fingerprint === content.fingerprint;
}

/** The verdicts on the subjects of some findings: most verdicts, of perhaps a million, lead to none. */
function indexVerdicts(
  verdicts: readonly Verdict[],
  findings: readonly FindingContent[],
): Verdicts {
  const subjects = new Set(findings.map(({ subject }) => subject));
  return new Map(
    verdicts
      .filter(({ subject }) => subjects.has(subject))
      .map((verdict) => [verdictKey({ ...verdict, ...verdict.place }), verdict]),
  );
}

function verdictOf(verdicts: Verdicts, of: FindingContent): { readonly verdict?: Verdict } {
  const verdict = verdicts.get(verdictKey(of));
  return verdict === undefined ? {} : { verdict };
}
