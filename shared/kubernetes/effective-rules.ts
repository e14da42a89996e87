import type { LabelSelector, PolicyRule, RbacRole } from '../model/kubernetes.ts';
import { isSelected } from './label-selector.ts';

/** A rule that a role gives, and where it is written. */
export interface EffectiveRule {
  readonly rule: PolicyRule;
  /** Its place, from 0, among the rules of the role, or of the role it was gathered from. */
  readonly index: number;
  /** The ClusterRole that has it, where the one that gives it has no rules of its own yet. */
  readonly gatheredFrom?: RbacRole;
}

/**
 * What a role gives. The aggregation controller writes what it gathers into `rules`, so these count wherever there
 * are any; an aggregated role without rules is one that the controller has not come to yet, or that a snapshot
 * left bare, and gets what it would be given.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export function effectiveRules(
  role: RbacRole,
  clusterRoles: RolesByLabel,
): readonly EffectiveRule[] {
  return role.rules.length > 0 ? written(role.rules) : gathered(role, clusterRoles, new Set());
}

function written(rules: readonly PolicyRule[]): readonly EffectiveRule[] {
  return rules.map((rule, index) => ({ rule, index }));
}

/** Through roles that are themselves gathered, each once. */
function gathered(
  { aggregates = [] }: RbacRole,
  clusterRoles: RolesByLabel,
  seen: Set<RbacRole>,
): readonly EffectiveRule[] {
  return aggregates
    .flatMap((selector) => clusterRoles.selectedBy(selector))
    .flatMap((source) => {
      if (seen.has(source)) return [];
      seen.add(source);
      if (source.rules.length === 0) return gathered(source, clusterRoles, seen);
      return source.rules.map((rule, index) => ({ rule, index, gatheredFrom: source }));
    });
}

export interface RolesByLabel {
  selectedBy(selector: LabelSelector): readonly RbacRole[];
}

/** Looked up by one label where a selector names any, so that many selectors do not mean many walks over all roles. */
export function rolesByLabel(roles: readonly RbacRole[]): RolesByLabel {
  const byLabel = Map.groupBy(
    roles.flatMap((role) => Object.entries(role.labels).map((label) => ({ role, label }))),
    ({ label: [key, value] }) => `${key}=${value}`,
  );
  return {
    selectedBy(selector) {
      const [label] = Object.entries(selector.matchLabels);
      const candidates =
        label === undefined
          ? roles
          : (byLabel.get(`${label[0]}=${label[1]}`) ?? []).map(({ role }) => role);
      return candidates.filter(({ labels }) => isSelected(labels, selector));
    },
  };
}
