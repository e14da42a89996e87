import type { PolicyRule } from '../model/kubernetes.ts';
import { ability } from './ability.ts';
import { namedTargets } from './named-targets.ts';
import { type ReachedRule, rulesThrough } from './rbac.ts';
import type { RbacIndex } from './rbac-index.ts';
import type { Reason } from './reason.ts';
import { abilitiesOf } from './rule-abilities.ts';

/** The rules that a reason rests on, each with its chain. */
export function rulesBehind(reason: Reason, index: RbacIndex): readonly ReachedRule[] {
  const isBehind = reason.needs.length > 0 ? byAbility(reason) : byName(reason);
  return reason.reached.held
    .flatMap((held) => held.bound)
    .flatMap((bound) => rulesThrough(index, bound))
    .filter(({ rule }) => isBehind(rule));
}

type IsBehind = (rule: PolicyRule) => boolean;

function byAbility({ needs, way }: Reason): IsBehind {
  const parts = needs.reduce((all, anyOf) => all | anyOf, 0);
  if (way !== 'binds-the-named') return (rule) => (abilitiesOf(rule) & parts) !== 0;
  const bindings = parts | ability.writeBindings | ability.writeClusterBindings;
  return (rule) =>
    (abilitiesOf(rule) & bindings) !== 0 || namedTargets(rule).some(({ how }) => how === 'bind');
}

function byName({ becomes, way }: Reason): IsBehind {
  const how = way === 'mints-tokens-of-the-named' ? 'mint' : 'impersonate';
  return (rule) =>
    namedTargets(rule).some(
      (targets) =>
        targets.how === how &&
        targets.kind === becomes?.kind &&
        targets.names.includes(becomes.name),
    );
}
