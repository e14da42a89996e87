import { assess } from '../assess/assess.ts';
import type { Verdict } from '../assess/verdict.ts';
import type { Check } from '../model/check.ts';
import type { Config } from '../model/config.ts';
import type { Estate } from '../model/estate.ts';
import type { Violation } from '../model/violation.ts';
import { trailLogging } from '../rules/trail-logging.ts';

export interface TrailsToJudge {
  readonly estate: Estate;
  readonly config: Config;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
}

/** A check for each Region whose events matter, by the rule `trail-logging`: switched off or waived, it still tells here. */
export function trailChecks({ estate, config, today }: TrailsToJudge): readonly Check[] {
  const asGiven = { ...config, rules: {}, waivers: [] };
  const { verdicts } = assess({ catalogue: [trailLogging], estate, today, config: asGiven });
  return verdicts.map(checkOf);
}

function checkOf({ subject: region, violations, complete, reason }: Verdict): Check {
  const check = { id: `trail ${region}`, area: 'trails' } as const;
  if (violations.length > 0) return { ...check, status: 'fault', ...faultIn(violations) };
  if (complete) {
    return { ...check, status: 'ok', says: `A trail logs changes of access in ${region}.` };
  }
  const says = `Whether a trail logs changes of access in ${region} is not known: ${reason}.`;
  return { ...check, status: 'unread', says };
}

function faultIn(violations: readonly Violation[]): Pick<Check, 'says' | 'fix' | 'commands'> {
  const commands = violations.flatMap(({ command }) => command ?? []);
  return {
    says: violations.map(inWords).join(' '),
    fix:
      commands.length > 0
        ? 'Find out who stopped it, and why. Then start it again:'
        : trailLogging.remedy,
    commands,
  };
}

function inWords({ message, evidence }: Violation): string {
  const reasons = Object.entries(Object(evidence['trails'])).map(
    ([arn, reason]) => `${arn}: ${reason}`,
  );
  return reasons.length === 0 ? message : `${message} (${reasons.join('; ')})`;
}
