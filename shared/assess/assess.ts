import type { Config, Waiver } from '../model/config.ts';
import type { Estate } from '../model/estate.ts';
import type { FindingContent } from '../model/finding.ts';
import { compareText } from '../model/json.ts';
import { bySeverity } from '../model/severity.ts';
import type { Rule, RuleMeta } from '../rules/rule.ts';
import { absorb } from './absorb.ts';
import { coverageOf } from './coverage.ts';
import { type Grounds, UnreadFact } from './facts.ts';
import { identify, type Offence } from './identify.ts';
import { type Judged, judgeAll } from './judge-all.ts';
import { createQuestions } from './questions.ts';
import { type Recall, recallOf, remember } from './recall.ts';
import { factsAmong, gather } from './touched.ts';
import type { Asked, Assessment, Touched, Verdict } from './verdict.ts';
import { waiverStandings } from './waiver-standings.ts';
import { type WaiverUse, waiverUses } from './waiver-uses.ts';
import { isExpired, matchesWaiver, waiverTarget } from './waivers.ts';

export interface AssessInput {
  readonly catalogue: readonly Rule[];
  readonly estate: Estate;
  readonly config: Config;
  /** YYYY-MM-DD, UTC: the day of the assessment. */
  readonly today: string;
  /** An assessment of the same catalogue and config: verdicts whose facts did not change are taken from it. */
  readonly previous?: Assessment;
}

/** Judges every subject of an estate by every enabled rule. Pure: the same input gives the same assessment. */
export function assess(input: AssessInput): Assessment {
  const { catalogue, estate, config, today } = input;
  const before = recallOf(input.previous);
  const questions = createQuestions(estate, today, before);
  const rules = catalogue.filter(({ id }) => config.rules[id]?.enabled !== false);
  const aboutEstate = rules.filter(({ subject }) => subject !== 'waiver');
  const aboutWaivers = rules.filter(({ subject }) => subject === 'waiver');

  const grounds: Grounds = { estate, config, today, waiverMatches: unknownMatches };
  const judged = judgeAll(aboutEstate, grounds, questions, before);
  const offences = offencesOf(input, judged, before);

  const useOf = waiverUses({ estate, config, rules, judged, offences: listed(offences) });
  const knowing: Grounds = { ...grounds, waiverMatches: (waiver) => matchesOf(useOf(waiver)) };
  const waivers = judgeAll(aboutWaivers, knowing, questions);
  const all = join(judged, waivers);
  const offencesOfAll = new Map([...offences, ...offencesOf(input, waivers)]);

  const asked = askedBy(all);
  const concluded = conclude(input, all, listed(offencesOfAll), asked);
  const standings = waiverStandings(config.waivers, today, useOf, concluded.absorbed);
  const assessment = { ...concluded, waivers: standings };
  const works = new Map([...questions.works].filter(([, { question }]) => asked.has(question)));
  remember(assessment, { ...judged, asked, works, offences, facts: estate.facts });
  return assessment;
}

function unknownMatches(): number {
  throw new UnreadFact('waivers are judged last');
}

function matchesOf({ use, findings, because = '' }: WaiverUse): number {
  if (use === 'undetermined') throw new UnreadFact(because);
  return findings.length;
}

/** Who violated, and what that amounts to. An identity costs a hash, so those of verdicts that stand are kept. */
function offencesOf(
  { catalogue, estate, config }: AssessInput,
  { verdicts }: Judged,
  before?: Recall,
): ReadonlyMap<Verdict, readonly Offence[]> {
  const offences = new Map<Verdict, readonly Offence[]>();
  for (const rule of catalogue) {
    for (const verdict of verdicts.get(rule.id) ?? []) {
      if (verdict.violations.length === 0) continue;
      const known = before?.offences.get(verdict);
      offences.set(verdict, known ?? identify(estate.account, config, rule, verdict));
    }
  }
  return offences;
}

function listed(offences: ReadonlyMap<Verdict, readonly Offence[]>): readonly Offence[] {
  const byId = new Map<string, Offence>();
  for (const offence of [...offences.values()].flat()) byId.set(offence.content.id, offence);
  return [...byId.values()];
}

function join(a: Judged, b: Judged): Judged {
  return {
    verdicts: new Map([...a.verdicts, ...b.verdicts]),
    lists: new Map([...a.lists, ...b.lists]),
  };
}

/** Everything that the verdicts and the lists of subjects rest on. */
function askedBy({ verdicts, lists }: Judged): ReadonlySet<Asked> {
  const asked = new Set<Asked>();
  for (const { touched, candidates } of lists.values()) {
    gather(asked, touched);
    for (const candidate of candidates) gather(asked, candidate.touched);
  }
  for (const ofRule of verdicts.values()) for (const { touched } of ofRule) gather(asked, touched);
  return asked;
}

function conclude(
  { catalogue, config, today }: AssessInput,
  { verdicts, lists }: Judged,
  offences: readonly Offence[],
  asked: ReadonlySet<Asked>,
): Omit<Assessment, 'waivers'> {
  const rules = new Map<string, RuleMeta>(catalogue.map((rule) => [rule.id, rule]));
  const { reported, absorbed } = absorb(offences, rules);
  const none: readonly Verdict[] = [];
  return {
    // There may be a million of them: this makes the one list that it returns, and no others on the way.
    verdicts: none.concat(...catalogue.map(({ id }) => verdicts.get(id) ?? none)),
    gaps: [...lists.values()].flatMap(({ gaps }) => gaps),
    absorbed,
    coverage: coverageOf(factsAmong(asked), config, today),
    factsRead: countRead(factsAmong(asked)),
    ...waived(reported, config.waivers, today),
  };
}

function countRead(facts: Iterable<Touched>): number {
  const keys = new Set<string>();
  for (const { key, answer } of facts) if (answer.read) keys.add(key);
  return keys.size;
}

/** Findings with the waivers that cover them, most severe first, then by id. */
function waived(
  reported: readonly FindingContent[],
  waivers: readonly Waiver[],
  today: string,
): Pick<Assessment, 'findings' | 'expiredWaivers'> {
  const byTarget = Map.groupBy(waivers, ({ rule, subject }) => waiverTarget(rule, subject));
  const expiredWaivers = new Set<string>();
  const findings = reported.map((finding) => {
    const target = byTarget.get(waiverTarget(finding.ruleId, finding.subject)) ?? [];
    const matching = target.filter((waiver) => matchesWaiver(waiver, finding));
    const waiver = matching.find((candidate) => !isExpired(candidate, today));
    if (waiver === undefined && matching.length > 0) expiredWaivers.add(finding.id);
    return waiver === undefined ? finding : { ...finding, waiver: applied(waiver) };
  });
  findings.sort((a, b) => bySeverity(a.severity, b.severity) || compareText(a.id, b.id));
  return { findings, expiredWaivers };
}

function applied({ reason, owner, expires }: Waiver) {
  return { reason, owner, expires };
}
