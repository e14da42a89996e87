import { effectiveRules, rolesByLabel } from '../../../shared/kubernetes/effective-rules.ts';
import type { PolicyRule } from '../../../shared/model/kubernetes.ts';
import type { RbacObjects } from '../../../shared/model/kubernetes-cluster.ts';

/** The rules of each aggregated role, sorted and each once. */
type RulesByRole = Readonly<Record<string, readonly string[]>>;

export interface GatheredRoles {
  /** What we make of the roles that they select. */
  readonly byUs: RulesByRole;
  /** What the controller has written into them. */
  readonly byTheController: RulesByRole;
}

export function gatheredRoles({ clusterRoles }: RbacObjects): GatheredRoles {
  const bare = clusterRoles.map((role) => (role.aggregates ? { ...role, rules: [] } : role));
  const labelled = rolesByLabel(bare);
  const rulesOf = (role: (typeof bare)[number]) =>
    effectiveRules(role, labelled).map(({ rule }) => rule);
  return {
    byUs: byRole(bare, rulesOf),
    byTheController: byRole(clusterRoles, ({ rules }) => rules),
  };
}

function byRole(
  roles: RbacObjects['clusterRoles'],
  rulesOf: (role: RbacObjects['clusterRoles'][number]) => readonly PolicyRule[],
): RulesByRole {
  const aggregated = roles.filter(({ aggregates }) => aggregates !== undefined);
  return Object.fromEntries(aggregated.map((role) => [role.name, texts(rulesOf(role))]));
}

function texts(rules: readonly PolicyRule[]): readonly string[] {
  return [...new Set(rules.map((rule) => JSON.stringify(rule)))].sort();
}
