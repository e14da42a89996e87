import type { PolicyRule, RbacRole, RbacSubject, RoleBinding } from '../model/kubernetes.ts';
import { type Caller, callerKeys, callerOf } from './caller.ts';
import type { BoundRole, RbacIndex } from './rbac-index.ts';
import { namespaceOf, type RbacRequest, ruleAllows } from './rule-allows.ts';

/** Why a request is allowed. */
export type Grant =
  | ({ readonly kind: 'rule' } & ReachedRule)
  /** Members of system:masters are asked nothing: no binding gives it, and removing bindings takes nothing away. */
  | { readonly kind: 'system:masters' };

/** A rule and the chain by which it reaches somebody: subject, binding, role, rule. */
export interface ReachedRule {
  /** As whom the binding knows them: themselves, or a group they are in. */
  readonly subject: RbacSubject;
  readonly binding: RoleBinding;
  readonly role: RbacRole;
  readonly rule: PolicyRule;
  /** Place of the rule, from 0, in `gatheredFrom` where that is given, otherwise in `role`. */
  readonly index: number;
  /** The ClusterRole that has the rule, where `role` is aggregated and has no rules of its own. */
  readonly gatheredFrom?: RbacRole;
  /** The only namespace that it counts in; absent for the whole cluster. */
  readonly namespace?: string;
}

/** Everything that lets somebody do this; empty when RBAC does not. Access policies are not RBAC and not asked. */
export function allows(
  index: RbacIndex,
  who: RbacSubject | Caller,
  request: RbacRequest,
): readonly Grant[] {
  const caller = callerOf(who);
  const granting = reached(index, boundTo(index, caller), request);
  return caller.groups.includes(masters) ? [{ kind: masters }, ...granting] : granting;
}

/** Everything that lets anybody do this, by binding; who is in a group is not known here. */
export function grantsOf(index: RbacIndex, request: RbacRequest): readonly Grant[] {
  const all = [...index.bound.values()].flat();
  return [{ kind: masters }, ...reached(index, all, request)];
}

/** Every rule that reaches somebody, through themselves and through their groups. */
export function rulesOf(index: RbacIndex, who: RbacSubject | Caller): readonly ReachedRule[] {
  return boundTo(index, callerOf(who)).flatMap((bound) => rulesThrough(index, bound));
}

/** The rules that one binding gives to one subject. */
export function rulesThrough(index: RbacIndex, bound: BoundRole): readonly ReachedRule[] {
  return index.rulesIn(bound.role).map((rule) => ({ ...bound, ...rule }));
}

export const masters = 'system:masters';

function boundTo(index: RbacIndex, caller: Caller): readonly BoundRole[] {
  return callerKeys(caller).flatMap((key) => index.bound.get(key) ?? []);
}

function reached(
  index: RbacIndex,
  bound: readonly BoundRole[],
  request: RbacRequest,
): readonly Grant[] {
  const within = namespaceOf(request);
  return bound
    .filter(({ namespace }) => namespace === undefined || namespace === within)
    .flatMap((each) => rulesThrough(index, each))
    .filter(({ rule }) => ruleAllows(rule, request))
    .map((each) => ({ kind: 'rule', ...each }));
}
