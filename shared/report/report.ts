import {
  type Assessment,
  type Coverage,
  type Verdict,
  type VerdictWord,
  verdictWords,
} from '../assess/verdict.ts';
import type { Account } from '../model/account.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { FindingContent } from '../model/finding.ts';
import { compareText, type Json } from '../model/json.ts';
import { bySeverity } from '../model/severity.ts';
import type { WaiverStanding } from '../model/waiver-standing.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { type UndecidedVerdict, undecidedVerdicts } from './undecided.ts';

/** What `sweep --format json` prints, and what every other format is made from. */
export interface SweepReport {
  readonly schemaVersion: 1;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly accountId: string;
  readonly partition: string;
  readonly coverage: readonly Coverage[];
  /** Verdicts that could not be given although everything was read: not clean, and not at fault. */
  readonly undecided: readonly UndecidedVerdict[];
  readonly rules: readonly RuleCounts[];
  readonly clusters: readonly ClusterRef[];
  /** In the order of the configuration. */
  readonly waivers: readonly WaiverStanding[];
  /** Most severe first, then by id. */
  readonly findings: readonly ReportedFinding[];
}

/** How many subjects got which verdict. */
type RuleCounts = { readonly ruleId: string } & Readonly<Record<VerdictWord, number>>;

/** A finding as of one assessment, without what only time adds. */
export interface ReportedFinding extends Omit<FindingContent, 'fingerprint'> {
  readonly status: 'open' | 'waived';
}

/**
 * The same assessment gives the same report, to the byte: everything is sorted, and keys stand in one order.
 * `catalogue` is the rules that were judged; `takenAt` is milliseconds since the epoch.
 */
export function sweepReport(
  assessment: Assessment,
  catalogue: readonly RuleMeta[],
  account: Account,
  takenAt: number,
  clusters: readonly ClusterRef[],
): SweepReport {
  return {
    schemaVersion: 1,
    takenAt: new Date(takenAt).toISOString(),
    accountId: account.accountId,
    partition: account.partition,
    coverage: assessment.coverage.map(coverageLine).sort(byPlace),
    undecided: undecidedVerdicts(assessment.verdicts),
    rules: ruleCounts(catalogue, assessment.verdicts),
    clusters: clusters.map(({ region, name }) => ({ region, name })).sort(byRegion),
    waivers: assessment.waivers.map(standingLine),
    findings: assessment.findings.map(reportedFinding).sort(mostSevereFirst),
  };
}

function coverageLine({ fact, place, item, read, reason, expected }: Coverage): Coverage {
  return {
    fact,
    place,
    ...given('item', item),
    read,
    ...given('reason', reason),
    ...given('expected', expected),
  };
}

function byPlace(a: Coverage, b: Coverage): number {
  return (
    compareText(a.place, b.place) ||
    compareText(a.fact, b.fact) ||
    compareText(a.item ?? '', b.item ?? '')
  );
}

function byRegion(a: ClusterRef, b: ClusterRef): number {
  return compareText(a.region, b.region) || compareText(a.name, b.name);
}

function mostSevereFirst(a: ReportedFinding, b: ReportedFinding): number {
  return bySeverity(a.severity, b.severity) || compareText(a.id, b.id);
}

function ruleCounts(
  catalogue: readonly RuleMeta[],
  verdicts: readonly Verdict[],
): readonly RuleCounts[] {
  const counts = new Map<string, number>();
  for (const { ruleId, verdict } of verdicts) {
    const key = `${ruleId} ${verdict}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const countOf = (ruleId: string, word: VerdictWord) => counts.get(`${ruleId} ${word}`) ?? 0;
  return catalogue
    .map(({ id }) => id)
    .sort(compareText)
    .map((ruleId) => {
      const words = verdictWords.map((word) => [word, countOf(ruleId, word)] as const);
      return { ruleId, ...(Object.fromEntries(words) as Record<VerdictWord, number>) };
    });
}

/** With its members in one order, so that the same finding makes the same text. */
export function reportedFinding(finding: FindingContent): ReportedFinding {
  const { waiver, absorbed } = finding;
  return {
    id: finding.id,
    ruleId: finding.ruleId,
    severity: finding.severity,
    status: waiver === undefined ? 'open' : 'waived',
    title: finding.title,
    message: finding.message,
    accountId: finding.accountId,
    region: finding.region,
    ...given('clusterName', finding.clusterName),
    resource: { type: finding.resource.type, id: finding.resource.id },
    subject: finding.subject,
    evidence: sortedMembers(finding.evidence),
    because: finding.because,
    remedy: finding.remedy,
    ...given('command', finding.command),
    ...given('waiver', waiver && waiverLine(waiver)),
    ...given(
      'absorbed',
      absorbed?.map(({ ruleId, message }) => ({ ruleId, message })),
    ),
  };
}

function standingLine(waiver: WaiverStanding): WaiverStanding {
  const { rule, subject, expires, daysLeft, term, use, findings } = waiver;
  return {
    rule,
    subject,
    ...given('cluster', waiver.cluster),
    ...given('region', waiver.region),
    reason: waiver.reason,
    owner: waiver.owner,
    expires,
    daysLeft,
    term,
    use,
    findings,
    ...given('because', waiver.because),
  };
}

function waiverLine({ reason, owner, expires }: NonNullable<FindingContent['waiver']>) {
  return { reason, owner, expires };
}

/** Stores do not keep the order of keys, so ours is by name. */
function sortedMembers(members: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  const entries = Object.entries(members).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, sorted(value)]));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return sortedMembers(value as Readonly<Record<string, Json>>);
}

/** A member that is there only when it has a value. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
