import type { FindingContent } from '../model/finding.ts';
import { canonicalJson, compareText, type Json, memberOf } from '../model/json.ts';
import { bySeverity, isAtLeast } from '../model/severity.ts';
import type { RuleMeta } from '../rules/rule.ts';
import type { Offence } from './identify.ts';
import { type Implications, implicationsOf } from './implications.ts';

export interface Absorption {
  /** What is left to report, the absorbed named in the evidence of what absorbed them. */
  readonly reported: readonly FindingContent[];
  /** Id of the finding that speaks for it, by id of the absorbed. */
  readonly absorbed: ReadonlyMap<string, string>;
}

/**
 * One grant, one finding: where one violation about a grant implies another, the strongest speaks for both,
 * and for all that the other would have spoken for.
 */
export function absorb(
  offences: readonly Offence[],
  rules: ReadonlyMap<string, RuleMeta>,
): Absorption {
  const implications = implicationsOf(rules);
  const absorbed = new Map<string, string>();
  const heard = new Map<string, FindingContent[]>();
  const concerned = offences.filter(({ content }) => implications.concern(content.ruleId));
  for (const group of Map.groupBy(concerned, ({ grant }) => grant).values()) {
    for (const [finding, speaker] of spokenFor(group, implications)) {
      absorbed.set(finding.id, speaker.id);
      const told = heard.get(speaker.id) ?? [];
      told.push(finding);
      heard.set(speaker.id, told);
    }
  }
  const reported = offences
    .filter(({ content }) => !absorbed.has(content.id))
    .map(({ content }) => withAbsorbed(content, heard.get(content.id)));
  return { reported, absorbed };
}

/** Findings of one grant that another of it speaks for, and which. */
function* spokenFor(
  group: readonly Offence[],
  implications: Implications,
): Iterable<readonly [FindingContent, FindingContent]> {
  if (group.length < 2) return;
  const byRule = Map.groupBy(group.toSorted(byStrength), ({ content }) => content.ruleId);
  const leads = [...byRule.values()].flatMap(([strongest]) => strongest ?? []).sort(byStrength);
  const speaksFor = (a: Offence, b: Offence) =>
    implied(a, b, implications) &&
    isAtLeast(a.content.severity, b.content.severity) &&
    (!implied(b, a, implications) || byStrength(a, b) < 0);
  const speakers = leads.filter((lead) => !leads.some((other) => speaksFor(other, lead)));
  // What was told by statements may have told others, for which the last of the chain then speaks.
  const speakerOf = (offence: Offence): Offence | undefined => {
    const speaker = speakers.find((other) => speaksFor(other, offence));
    const teller = speaker ?? leads.find((other) => speaksFor(other, offence));
    return teller && (speakerOf(teller) ?? teller);
  };
  for (const offence of group) {
    const speaker = speakerOf(offence);
    if (speaker !== undefined) yield [offence.content, speaker.content];
  }
}

function implied(a: Offence, b: Offence, implications: Implications): boolean {
  const [ruleId, otherId] = [a.content.ruleId, b.content.ruleId];
  if (implications.implies(ruleId, otherId)) return true;
  return implications.impliesByStatements(ruleId, otherId) && coversStatements(a, b);
}

/** Nothing rests on no statements: such evidence is of another kind. */
function coversStatements(a: Offence, b: Offence): boolean {
  const covered = new Set(statementsOf(a));
  const statements = statementsOf(b);
  return statements.length > 0 && statements.every((statement) => covered.has(statement));
}

function statementsOf({ content: { evidence } }: Offence): readonly string[] {
  return [evidence, ...itemsOf(memberOf(evidence, 'ways'))].flatMap((holder) =>
    itemsOf(memberOf(holder, 'statements')).map(canonicalJson),
  );
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function byStrength({ content: a }: Offence, { content: b }: Offence): number {
  return bySeverity(a.severity, b.severity) || compareText(a.id, b.id);
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
