import type { Config, Waiver } from '../model/config.ts';
import type { Rule } from '../rules/rule.ts';
import { UnreadFact } from './facts.ts';
import type { Offence } from './identify.ts';
import type { Judged } from './judge-all.ts';
import type { Verdict } from './verdict.ts';
import { matchesWaiver, waiverTarget } from './waivers.ts';

/**
 * How many offences a waiver matches. One that matches nothing may still be needed while its rule has not seen
 * everything: then that throws `UnreadFact`.
 */
export function waiverMatches(
  { waivers }: Config,
  rules: readonly Rule[],
  judged: Judged,
  offences: readonly Offence[],
): (waiver: Waiver) => number {
  const targets = new Set(waivers.map(({ rule, subject }) => waiverTarget(rule, subject)));
  const targeted = offences
    .map(({ content }) => content)
    .filter(({ ruleId, subject }) => targets.has(waiverTarget(ruleId, subject)));
  const byTarget = Map.groupBy(targeted, ({ ruleId, subject }) => waiverTarget(ruleId, subject));
  const doubts = doubtsAbout(targets, new Set(waivers.map(({ rule }) => rule)), judged);
  return (waiver) => {
    const target = waiverTarget(waiver.rule, waiver.subject);
    const found = byTarget.get(target) ?? [];
    const matches = found.filter((content) => matchesWaiver(waiver, content)).length;
    if (matches > 0) return matches;
    const reason = doubts.get(target) ?? gapReason(waiver, rules, judged);
    if (reason !== undefined) throw new UnreadFact(reason);
    return 0;
  };
}

/** Why a target was not decided everywhere: the first reason for each. */
function doubtsAbout(
  targets: ReadonlySet<string>,
  rules: ReadonlySet<string>,
  { verdicts }: Judged,
): ReadonlyMap<string, string> {
  const doubts = new Map<string, string>();
  for (const rule of rules) {
    for (const { ruleId, subject, reason = '' } of (verdicts.get(rule) ?? []).filter(isOpen)) {
      const target = waiverTarget(ruleId, subject);
      if (targets.has(target) && !doubts.has(target)) doubts.set(target, reason);
    }
  }
  return doubts;
}

function isOpen({ complete }: Verdict): boolean {
  return !complete;
}

function gapReason({ rule }: Waiver, rules: readonly Rule[], { lists }: Judged) {
  const kind = rules.find(({ id }) => id === rule)?.subject;
  return kind && lists.get(kind)?.gaps[0]?.reason;
}
