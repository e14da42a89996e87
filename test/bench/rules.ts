import { catalogue } from '../../shared/rules/index.ts';
import type { Rule, SubjectKind } from '../../shared/rules/rule.ts';
import { rulesOfEveryKind } from '../support/rules-of-every-kind.ts';

/** The catalogue, filled up with small rules to at most `count` where it is shorter. */
export function benchRules(count: number): readonly Rule[] {
  return [...catalogue, ...standIns()].slice(0, Math.max(count, catalogue.length));
}

/** How many rules judge each kind of subject where that is more than one, in the proportions of the whole catalogue. */
const shares: Readonly<Partial<Record<SubjectKind, number>>> = {
  ...{ accessEntry: 16, cluster: 11, workloadRole: 10, trustStatement: 8, nodegroup: 4 },
  ...{ podIdentityAssociation: 4, nodeRole: 4, grantor: 2, oidcProvider: 2, role: 2 },
};

function standIns(): readonly Rule[] {
  return rulesOfEveryKind.flatMap((rule) =>
    Array.from({ length: shares[rule.subject] ?? 1 }, (_, n) => ({
      ...rule,
      id: `${rule.id}-${n}`,
    })),
  );
}
