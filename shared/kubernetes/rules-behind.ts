import { ability } from './ability.ts';
import type { Holdings } from './holdings.ts';
import { namedTargets } from './named-targets.ts';
import { type ReachedRule, rulesThrough } from './rbac.ts';
import type { RbacIndex } from './rbac-index.ts';
import type { Reason } from './reason.ts';

/** The rules that a reason rests on, each with its chain. */
export function rulesBehind(
  reason: Reason,
  index: RbacIndex,
  holdings: Holdings,
): readonly ReachedRule[] {
  const bound = reason.reached.held.flatMap((held) => held.bound);
  const isBehind = reason.needs.length > 0 ? byAbility(reason) : byName(reason);
  return bound.flatMap((each) =>
    rulesThrough(index, each).filter((rule, place) =>
      isBehind(rule, holdings.ofRule(each.role, place)),
    ),
  );
}

type IsBehind = (rule: ReachedRule, abilities: number) => boolean;

function byAbility({ needs, way }: Reason): IsBehind {
  const parts = needs.reduce((all, anyOf) => all | anyOf, 0);
  if (way !== 'binds-the-named') return (_, abilities) => (abilities & parts) !== 0;
  const bindings = parts | ability.writeBindings | ability.writeClusterBindings;
  return ({ rule }, abilities) =>
    (abilities & bindings) !== 0 || namedTargets(rule).some(({ how }) => how === 'bind');
}

function byName({ becomes, way }: Reason): IsBehind {
  const how = way === 'mints-tokens-of-the-named' ? 'mint' : 'impersonate';
  return ({ rule }) =>
    namedTargets(rule).some(
      (targets) =>
        targets.how === how &&
        targets.kind === becomes?.kind &&
        targets.names.includes(becomes.name),
    );
}
