import { aggregatedPowers } from '../access/aggregated-power.ts';
import { ruleEvidence } from '../access/rbac-evidence.ts';
import { defineRule } from './rule.ts';

export const roleAggregationGuarded = defineRule({
  id: 'role-aggregation-guarded',
  subject: 'clusterRole',
  severity: 'MEDIUM',
  title: 'ClusterRole adds power to admin, edit or view',
  requires:
    'No ClusterRole that Kubernetes did not make is labelled to be added to view with more than to read, Secrets included, or to edit or admin with what leads beyond their namespace or to other roles.',
  because:
    'Everybody who is bound to admin, edit or view gets it at once, and no binding and no role of theirs has changed.',
  remedy:
    'Take the label off and bind the role to whom it is meant for, or leave the rules out that go beyond the target.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check({ cluster, role }) {
    for (const { target, rules } of aggregatedPowers(role)) {
      yield {
        message: `ClusterRole ${role.name} gives everybody who is bound to ${target} more than ${target} is for, in ${cluster.name} in ${cluster.region}.`,
        evidence: { role: `ClusterRole ${role.name}`, target, rules: rules.map(ruleEvidence) },
        key: target,
      };
    }
  },
});
