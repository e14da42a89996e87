import type { Violation } from '../model/violation.ts';
import type { Danger } from './danger.ts';
import { dangerViolations } from './danger-violation.ts';
import type { Facts } from './facts.ts';
import type { Holder } from './holder.ts';
import type { WorkloadRole } from './role-use.ts';
import { serviceWildcardDangers } from './whole-services.ts';

/**
 * As `dangerViolations`, without what a wildcard of the whole service gives: one grant is one finding, and the rule
 * about wildcards is never milder. All of them where that rule is switched off.
 */
export function* violationsBesideWildcards(
  workload: WorkloadRole,
  facts: Facts,
  find: (holder: Holder) => readonly Danger[],
): Generator<Violation, string | undefined> {
  const silent = facts.config().rules['workload-role-no-service-wildcard']?.enabled === false;
  return yield* dangerViolations(workload, facts, find, silent ? undefined : besideWildcards);
}

function besideWildcards(dangers: readonly Danger[], holder: Holder): readonly Danger[] {
  if (dangers.length === 0) return dangers;
  const wildcards = serviceWildcardDangers(holder);
  return dangers.filter((danger) => !wildcards.some((wildcard) => covers(wildcard, danger)));
}

function covers(wildcard: Danger, danger: Danger): boolean {
  const sources = wildcard.deciding.map(({ source }) => source);
  return (
    danger.services.every((service) => wildcard.services.includes(service)) &&
    danger.deciding.every(({ source }) => sources.includes(source))
  );
}
