import type { FindingContent } from '../model/finding.ts';
import { compareText } from '../model/json.ts';
import { bySeverity } from '../model/severity.ts';
import type { RuleMeta } from '../rules/rule.ts';

export interface Absorption {
  /** What is left to report, the absorbed named in the evidence of what absorbed them. */
  readonly reported: readonly FindingContent[];
  /** Id of the finding that speaks for it, by id of the absorbed. */
  readonly absorbed: ReadonlyMap<string, string>;
}

/** One grant, one finding: where one violation of a subject in a place implies another, the strongest speaks for both. */
export function absorb(
  findings: readonly FindingContent[],
  rules: ReadonlyMap<string, RuleMeta>,
): Absorption {
  const absorbed = new Map<string, string>();
  const heard = new Map<string, FindingContent[]>();
  for (const group of Map.groupBy(findings, grantOf).values()) {
    for (const finding of group) {
      const speaker = strongest(group.filter((other) => absorbs(rules, other, finding)));
      if (speaker === undefined) continue;
      absorbed.set(finding.id, speaker.id);
      heard.set(speaker.id, [...(heard.get(speaker.id) ?? []), finding]);
    }
  }
  const reported = findings
    .filter(({ id }) => !absorbed.has(id))
    .map((finding) => withAbsorbed(finding, heard.get(finding.id)));
  return { reported, absorbed };
}

function grantOf({ region, clusterName, subject }: FindingContent): string {
  return `${region} ${clusterName ?? ''} ${subject}`;
}

function absorbs(
  rules: ReadonlyMap<string, RuleMeta>,
  finding: FindingContent,
  other: FindingContent,
): boolean {
  return rules.get(finding.ruleId)?.absorbs?.includes(other.ruleId) ?? false;
}

function strongest(findings: readonly FindingContent[]): FindingContent | undefined {
  return findings.toSorted(
    (a, b) => bySeverity(a.severity, b.severity) || compareText(a.id, b.id),
  )[0];
}

function withAbsorbed(
  finding: FindingContent,
  heard: readonly FindingContent[] | undefined,
): FindingContent {
  if (heard === undefined) return finding;
  const absorbed = heard
    .map(({ ruleId, message }) => ({ ruleId, message }))
    .toSorted((a, b) => compareText(a.ruleId, b.ruleId) || compareText(a.message, b.message));
  return { ...finding, absorbed };
}
