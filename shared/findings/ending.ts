import type { Assessment, Gap, Verdict } from '../assess/verdict.ts';
import { globalRegion } from '../model/account.ts';
import type { Config } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import type { RuleMeta, SubjectKind } from '../rules/rule.ts';

/** What the findings are held against. */
export interface Standing {
  readonly stored: readonly Finding[];
  readonly assessment: Assessment;
  readonly catalogue: readonly (RuleMeta & { readonly subject: SubjectKind })[];
  readonly config: Config;
  /** Only findings of these rules may move; all when undefined. */
  readonly onlyRules?: ReadonlySet<string>;
}

/** How a finding came to its end; `note` says why it is ours. */
export interface End {
  readonly type: 'RESOLVED' | 'RETIRED';
  readonly note?: string;
}

/** How a finding that the assessment no longer reports has ended; undefined while that cannot be told. */
export function endOf(
  input: Standing,
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
  { assessment, onlyRules, stored }: Standing,
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
  { assessment, config }: Standing,
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

/** Live findings are open or waived; the others are kept so that they can be reopened. */
export function isLive({ status }: Finding): boolean {
  return status === 'open' || status === 'waived';
}
