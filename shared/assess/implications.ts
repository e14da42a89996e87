import type { RuleMeta } from '../rules/rule.ts';

/** Which rules' violations imply which others'. */
export interface Implications {
  /** Through any number of steps. */
  implies(ruleId: string, otherId: string): boolean;
  /** Where both rest on the same statements. */
  impliesByStatements(ruleId: string, otherId: string): boolean;
  /** Whether a rule absorbs another or is absorbed. */
  concern(ruleId: string): boolean;
}

export function implicationsOf(rules: ReadonlyMap<string, RuleMeta>): Implications {
  const reach = new Map<string, ReadonlySet<string>>();
  const concerned = new Set<string>();
  for (const [id, { absorbs = [], absorbsByStatements = [] }] of rules) {
    if (absorbs.length + absorbsByStatements.length === 0) continue;
    const reached = reachedFrom(id, rules);
    reach.set(id, reached);
    for (const concernedId of [id, ...reached, ...absorbsByStatements]) concerned.add(concernedId);
  }
  return {
    implies: (ruleId, otherId) => ruleId !== otherId && reach.get(ruleId)?.has(otherId) === true,
    impliesByStatements: (ruleId, otherId) =>
      rules.get(ruleId)?.absorbsByStatements?.includes(otherId) === true,
    concern: (ruleId) => concerned.has(ruleId),
  };
}

/** Adding to a set while walking it walks what was added as well. */
function reachedFrom(id: string, rules: ReadonlyMap<string, RuleMeta>): ReadonlySet<string> {
  const reached = new Set(rules.get(id)?.absorbs);
  for (const next of reached) {
    for (const further of rules.get(next)?.absorbs ?? []) reached.add(further);
  }
  return reached;
}
