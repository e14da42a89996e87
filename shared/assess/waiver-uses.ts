import { globalRegion, type Place } from '../model/account.ts';
import type { Config, Waiver } from '../model/config.ts';
import { type Estate, membersOf } from '../model/estate.ts';
import { factKeys } from '../model/fact-key.ts';
import type { FindingContent } from '../model/finding.ts';
import { compareText } from '../model/json.ts';
import type { WaiverStanding } from '../model/waiver-standing.ts';
import type { Rule } from '../rules/rule.ts';
import { knownOf } from './facts.ts';
import type { Offence } from './identify.ts';
import type { Judged } from './judge-all.ts';
import type { Verdict } from './verdict.ts';
import { matchesWaiver, waiverTarget } from './waivers.ts';

export type WaiverUse = Pick<WaiverStanding, 'use' | 'findings' | 'because'>;

/** What the estate was judged by, and what that found. */
interface Outcome {
  readonly estate: Estate;
  readonly config: Config;
  /** Those that were judged. */
  readonly rules: readonly Rule[];
  readonly judged: Judged;
  readonly offences: readonly Offence[];
}

/** What a waiver matches. One that matches nothing may still be needed where its rule has not seen everything. */
export function waiverUses(outcome: Outcome): (waiver: Waiver) => WaiverUse {
  const { waivers } = outcome.config;
  const targets = new Set(waivers.map(({ rule, subject }) => waiverTarget(rule, subject)));
  const contents = outcome.offences.map(({ content }) => content);
  const found = byTarget(contents, targets);
  const doubts = byTarget(doubtsAbout(waivers, outcome.judged), targets);
  return (waiver) => {
    const matched = about(waiver, found).filter((content) => matchesWaiver(waiver, content));
    const findings = matched.map(({ id }) => id).sort(compareText);
    if (findings.length > 0) return { use: 'used', findings };
    const never = whyNever(waiver, outcome);
    if (never !== undefined) return { use: 'unmatched', findings, because: never };
    const doubt = doubtOf(waiver, about(waiver, doubts)) ?? gapReason(waiver, outcome);
    if (doubt !== undefined) return { use: 'undetermined', findings, because: doubt };
    return { use: 'unmatched', findings, because: whyNothing(waiver, outcome) };
  };
}

function about<T>({ rule, subject }: Waiver, all: ReadonlyMap<string, readonly T[]>) {
  return all.get(waiverTarget(rule, subject)) ?? [];
}

type Targeted = Pick<FindingContent, 'ruleId' | 'subject'>;

function byTarget<T extends Targeted>(
  all: readonly T[],
  targets: ReadonlySet<string>,
): ReadonlyMap<string, readonly T[]> {
  const targetOf = ({ ruleId, subject }: T) => waiverTarget(ruleId, subject);
  return Map.groupBy(
    all.filter((each) => targets.has(targetOf(each))),
    targetOf,
  );
}

function doubtsAbout(waivers: readonly Waiver[], { verdicts }: Judged): readonly Verdict[] {
  const rules = new Set(waivers.map(({ rule }) => rule));
  return [...rules].flatMap((rule) =>
    (verdicts.get(rule) ?? []).filter(({ complete }) => !complete),
  );
}

/** What is wrong with IAM may concern every Region. */
function mayBeIn({ region, cluster }: Waiver, place: Place): boolean {
  const inRegion = region === undefined || [region, globalRegion].includes(place.region);
  const { clusterName = cluster } = place;
  return inRegion && (cluster === undefined || cluster === clusterName);
}

function doubtOf(waiver: Waiver, doubts: readonly Verdict[]): string | undefined {
  const doubt = doubts.find(({ place }) => mayBeIn(waiver, place));
  return doubt && (doubt.reason ?? '');
}

function gapReason(waiver: Waiver, { rules, judged }: Outcome): string | undefined {
  const gaps = rules
    .filter(({ id }) => id === waiver.rule)
    .flatMap(({ subject }) => judged.lists.get(subject)?.gaps ?? []);
  return gaps.find((gap) => mayBeIn(waiver, gap))?.reason;
}

/** Why nothing will ever match, whatever there is to read. */
function whyNever({ rule, region }: Waiver, { config, rules }: Outcome): string | undefined {
  if (config.rules[rule]?.enabled === false) return `the rule ${rule} is switched off`;
  if (rules.every(({ id }) => id !== rule)) return `there is no rule ${rule}`;
  if (region === undefined || config.regions.includes(region)) return undefined;
  return `Region ${region} is not watched`;
}

function whyNothing({ cluster, region }: Waiver, outcome: Outcome): string {
  if (cluster === undefined || isWatched(cluster, region, outcome)) {
    return 'the rule finds nothing wrong with a subject of exactly this name';
  }
  return `no cluster ${cluster} is watched${region === undefined ? '' : ` in ${region}`}`;
}

function isWatched(cluster: string, region: string | undefined, { estate, config }: Outcome) {
  const regions = region === undefined ? config.regions : [region];
  return regions.some((each) =>
    knownOf(membersOf(estate, factKeys.clusters(each))).includes(cluster),
  );
}
