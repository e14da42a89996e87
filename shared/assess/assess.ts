import type { Config, Waiver } from '../model/config.ts';
import type { Estate } from '../model/estate.ts';
import type { FindingContent } from '../model/finding.ts';
import { compareText } from '../model/json.ts';
import { bySeverity } from '../model/severity.ts';
import type { Rule, RuleFor, SubjectKind } from '../rules/rule.ts';
import { absorb } from './absorb.ts';
import { coverageOf } from './coverage.ts';
import { type Grounds, type Recording, recordingFacts, UnreadFact } from './facts.ts';
import { identify } from './identify.ts';
import { type Judgement, judge, stopped } from './judge.ts';
import { type SubjectList, subjectsOf } from './subjects.ts';
import { sameTouched, stillHolds } from './touched.ts';
import { type Assessment, type Gap, type Touched, type Verdict, verdictKey } from './verdict.ts';
import { isExpired, matchesWaiver } from './waivers.ts';
import type { Candidate } from './walk.ts';

export interface AssessInput {
  readonly catalogue: readonly Rule[];
  readonly estate: Estate;
  readonly config: Config;
  /** YYYY-MM-DD, UTC: the day on which waivers are judged. */
  readonly today: string;
  /** An assessment of the same catalogue and config: verdicts whose facts did not change are taken from it. */
  readonly previous?: Assessment;
}

/** Judges every subject of an estate by every enabled rule. Pure: the same input gives the same assessment. */
export function assess(input: AssessInput): Assessment {
  const { catalogue, estate, config, today } = input;
  const rules = catalogue.filter(({ id }) => config.rules[id]?.enabled !== false);
  const aboutEstate = rules.filter(({ subject }) => subject !== 'waiver');
  const aboutWaivers = rules.filter(({ subject }) => subject === 'waiver');

  const grounds: Grounds = { estate, config, today, waiverMatches: unknownMatches };
  const judged = judgeAll(aboutEstate, grounds, input.previous);
  const violations = identifyAll(input, judged);

  const waiverMatches = (waiver: Waiver) => countMatches(waiver, rules, judged, violations);
  const waivers = judgeAll(aboutWaivers, { ...grounds, waiverMatches }, undefined);

  return conclude(input, join(judged, waivers), [...violations, ...identifyAll(input, waivers)]);
}

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly gaps: readonly Gap[];
  readonly walked: readonly Touched[];
}

function judgeAll(
  rules: readonly Rule[],
  grounds: Grounds,
  previous: Assessment | undefined,
): Judged {
  const known = new Map(
    previous?.verdicts.map((verdict) => [keyOf(verdict.ruleId, verdict), verdict]),
  );
  const lists = new Map<SubjectKind, SubjectList>();
  const verdicts: Verdict[] = [];
  for (const rule of rules) {
    const list = lists.get(rule.subject) ?? subjectsOf(grounds, rule.subject);
    lists.set(rule.subject, list);
    for (const candidate of list.candidates) {
      const before = known.get(
        keyOf(rule.id, { place: candidate.place, subject: candidate.subjectId }),
      );
      verdicts.push(
        before !== undefined && holds(before, candidate, grounds)
          ? before
          : verdictOn(rule, candidate, grounds),
      );
    }
  }
  const walked = [...lists.values()];
  return {
    verdicts,
    gaps: walked.flatMap(({ gaps }) => gaps),
    walked: walked.flatMap(({ touched }) => touched),
  };
}

function verdictOn(rule: RuleFor<SubjectKind>, candidate: Candidate, grounds: Grounds): Verdict {
  const recording = recordingFacts(grounds);
  const { subjectId: subject, place, resource } = candidate;
  const judgement = judgeCandidate(rule, candidate, recording);
  return {
    ruleId: rule.id,
    subject,
    place,
    resource,
    ...judgement,
    restsOn: candidate.touched,
    touched: recording.touched,
  };
}

/** The subject is what it was, and every question would be answered as before. */
function holds(before: Verdict, candidate: Candidate, { estate }: Grounds): boolean {
  return sameTouched(before.restsOn, candidate.touched) && stillHolds(before.touched, estate);
}

function judgeCandidate(
  rule: RuleFor<SubjectKind>,
  candidate: Candidate,
  recording: Recording,
): Judgement {
  try {
    return judge(rule, candidate.subject(), recording);
  } catch (error) {
    return stopped(error);
  }
}

function keyOf(ruleId: string, { place, subject }: Pick<Verdict, 'place' | 'subject'>): string {
  return verdictKey({ ruleId, subject, ...place });
}

function identifyAll({ catalogue, estate, config }: AssessInput, { verdicts }: Judged) {
  const rules = new Map(catalogue.map((rule) => [rule.id, rule]));
  const contents = verdicts.flatMap((verdict) => {
    const rule = rules.get(verdict.ruleId);
    return rule === undefined ? [] : identify(estate.account, config, rule, verdict);
  });
  return [...new Map(contents.map((content) => [content.id, content])).values()];
}

function unknownMatches(): number {
  throw new UnreadFact('waivers are judged last');
}

/** A waiver that matches nothing may still be needed while its rule has not seen everything. */
function countMatches(
  waiver: Waiver,
  rules: readonly Rule[],
  { verdicts, gaps }: Judged,
  violations: readonly FindingContent[],
): number {
  const matches = violations.filter((violation) => matchesWaiver(waiver, violation)).length;
  if (matches > 0) return matches;
  const rule = rules.find(({ id }) => id === waiver.rule);
  const open = verdicts.find(
    ({ ruleId, subject, complete }) =>
      ruleId === waiver.rule && subject === waiver.subject && !complete,
  );
  const gap = gaps.find(({ kind }) => kind === rule?.subject);
  const reason = open?.reason ?? gap?.reason;
  if (reason !== undefined) throw new UnreadFact(reason);
  return 0;
}

function join(a: Judged, b: Judged): Judged {
  return {
    verdicts: [...a.verdicts, ...b.verdicts],
    gaps: [...a.gaps, ...b.gaps],
    walked: [...a.walked, ...b.walked],
  };
}

function conclude(
  { catalogue, config, today }: AssessInput,
  { verdicts, gaps, walked }: Judged,
  violations: readonly FindingContent[],
): Assessment {
  const rules = new Map(catalogue.map((rule) => [rule.id, rule]));
  const { reported, absorbed } = absorb(violations, rules);
  const findings: FindingContent[] = [];
  const expiredWaivers = new Set<string>();
  for (const finding of reported) {
    const matching = config.waivers.filter((waiver) => matchesWaiver(waiver, finding));
    const waiver = matching.find((candidate) => !isExpired(candidate, today));
    if (waiver === undefined && matching.length > 0) expiredWaivers.add(finding.id);
    findings.push(waiver === undefined ? finding : { ...finding, waiver: applied(waiver) });
  }
  findings.sort((a, b) => bySeverity(a.severity, b.severity) || compareText(a.id, b.id));
  const asked = [
    ...walked,
    ...verdicts.flatMap(({ restsOn, touched }) => [...restsOn, ...touched]),
  ];
  const coverage = coverageOf(asked, config, today);
  const factsRead = new Set(asked.filter(({ answer }) => answer.read).map(({ key }) => key)).size;
  return { verdicts, gaps, findings, absorbed, expiredWaivers, coverage, factsRead };
}

function applied({ reason, owner, expires }: Waiver) {
  return { reason, owner, expires };
}
