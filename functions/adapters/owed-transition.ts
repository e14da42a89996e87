import type { OwedTransition, Transition } from '../../shared/model/finding.ts';

/**
 * How many transitions may wait about one finding. With texts as long as AWS allows they come to some 150 KB of the
 * 400 KB of an item: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const mostOwed = 50;

/** What is kept of too many: enough to tell the story of a finding that comes and goes. */
const newest = 10;

/** A transition as it is kept with its finding: what the finding's later states would overwrite comes along. */
export function owedTransition({ finding, ...transition }: Transition): OwedTransition {
  const { severity, message, actor } = finding;
  return { ...transition, severity, message, ...(actor === undefined ? {} : { actor }) };
}

/** What waits once this transition waits too: never more than `mostOwed`, and always the newest urgent one. */
export function owedAfter(
  before: readonly OwedTransition[],
  transition: Transition,
): readonly OwedTransition[] {
  const all = [...before, owedTransition(transition)];
  return all.length <= mostOwed ? all : shortened(all);
}

/** The oldest of those that are left counts those that are not. */
function shortened(all: readonly OwedTransition[]): readonly OwedTransition[] {
  const urgent = all.findLast(({ delivery }) => delivery === 'now');
  const kept = all.filter((step, index) => index >= all.length - newest || step === urgent);
  const before = all.reduce((sum, { dropped = 0 }) => sum + dropped, 0);
  const dropped = before + all.length - kept.length;
  return kept.map((step, index) => (index === 0 ? { ...step, dropped } : step));
}
