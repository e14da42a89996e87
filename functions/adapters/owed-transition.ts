import type { OwedTransition, Transition } from '../../shared/model/finding.ts';
import { owedStory } from './owed-story.ts';

/**
 * How many transitions may wait about one finding. With texts as long as AWS allows they come to some 150 KB of the
 * 400 KB of an item: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const mostOwed = 50;

/** How many may wait before one with a story of access: those have up to some 12 KB each. */
const mostBeforeStory = 10;

/** How many keep their stories when one more with a story comes then. */
const newestStories = 5;

/** What is kept of too many: enough to tell the story of a finding that comes and goes. */
const newest = 10;

/** A transition as it is kept with its finding: what the finding's later states would overwrite comes along. */
export function owedTransition({ finding, access, ...transition }: Transition): OwedTransition {
  const { severity, message, actor } = finding;
  return {
    ...transition,
    severity,
    message,
    ...(actor === undefined ? {} : { actor }),
    ...(access === undefined ? {} : { access: owedStory(access) }),
  };
}

/**
 * What waits once this transition waits too: never more than `mostOwed`, and always the newest urgent one. One that
 * nobody is to be told of does not wait.
 */
export function owedAfter(
  before: readonly OwedTransition[],
  transition: Transition,
): readonly OwedTransition[] {
  if (transition.delivery === 'none') return before;
  const all = [...before, owedTransition(transition)];
  const kept = all.length <= mostOwed ? all : shortened(all);
  return canBeAdded(before.length, transition) ? kept : withNewestStories(kept);
}

/** Whether a transition can join so many others without anything being taken from them. */
export function canBeAdded(owed: number, transition: Transition): boolean {
  return owed < mostBefore(transition);
}

/** Fewer than so many may wait where this transition is simply added. */
export function mostBefore({ access }: Transition): number {
  return access === undefined ? mostOwed : mostBeforeStory;
}

function withNewestStories(all: readonly OwedTransition[]): readonly OwedTransition[] {
  const told = all.filter(({ access }) => access !== undefined).slice(-newestStories);
  return all.map((step) => {
    const { access: _, ...untold } = step;
    return told.includes(step) ? step : untold;
  });
}

/** The oldest of those that are left counts those that are not. */
function shortened(all: readonly OwedTransition[]): readonly OwedTransition[] {
  const urgent = all.findLast(({ delivery }) => delivery === 'now');
  const kept = all.filter((step, index) => index >= all.length - newest || step === urgent);
  const before = all.reduce((sum, { dropped = 0 }) => sum + dropped, 0);
  const dropped = before + all.length - kept.length;
  return kept.map((step, index) => (index === 0 ? { ...step, dropped } : step));
}
