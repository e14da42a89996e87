import { ability } from '../kubernetes/ability.ts';
import { abilitiesOf } from '../kubernetes/rule-abilities.ts';
import type { PolicyRule, RbacRole } from '../model/kubernetes.ts';

type AggregationTarget = keyof typeof beyond;

/** Rules that a ClusterRole adds to one of the user-facing roles, and that give more than that role is for. */
export interface AggregatedPower {
  readonly target: AggregationTarget;
  readonly rules: readonly PolicyRule[];
}

const a = ability;

/** What opens every door, whoever binds it. */
const beyondAdmin =
  a.everything |
  a.escalateRoles |
  a.bindRoles |
  a.bindClusterRoles |
  a.impersonateUsers |
  a.impersonateGroups |
  a.writeClusterRoles |
  a.escalateClusterRoles |
  a.writeClusterBindings |
  a.reachKubelets |
  a.writeWebhooks |
  a.writeApiServices |
  a.writeMutatingPolicies |
  a.writeMutatingPolicyBindings;

/**
 * Abilities that the roles do not have themselves; `view` only reads, and no Secrets.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 */
const beyond = {
  admin: beyondAdmin,
  edit: beyondAdmin | a.writeRoles | a.writeBindings,
  view: ~a.read,
} as const;

const targets = ['admin', 'edit', 'view'] as const;

/** What a role is labelled to be added to, where that makes the other role stronger than it is meant to be. */
export function aggregatedPowers({ name, labels, rules }: RbacRole): readonly AggregatedPower[] {
  if (upstream.has(name)) return [];
  return targets
    .filter((target) => labels[`rbac.authorization.k8s.io/aggregate-to-${target}`] === 'true')
    .map((target) => ({
      target,
      rules: rules.filter((rule) => (abilitiesOf(rule) & beyond[target]) !== 0),
    }))
    .filter((added) => added.rules.length > 0);
}

const upstream = new Set([
  'edit',
  'view',
  'system:aggregate-to-admin',
  'system:aggregate-to-edit',
  'system:aggregate-to-view',
]);
