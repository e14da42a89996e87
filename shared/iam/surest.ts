import type { Decision } from './decision.ts';

/** The one that lets most through, the first of several; of at least one. */
export function surest(decisions: readonly [Decision, ...Decision[]]): Decision {
  return decisions.reduce((best, next) => (rank(next) > rank(best) ? next : best));
}

/** The one that lets least through, the first of several; of at least one. */
export function leastSure(decisions: readonly [Decision, ...Decision[]]): Decision {
  return decisions.reduce((worst, next) => (rank(next) < rank(worst) ? next : worst));
}

function rank({ outcome }: Decision): number {
  return outcomes.indexOf(outcome);
}

const outcomes: readonly Decision['outcome'][] = ['denied', 'conditional', 'allowed'];
