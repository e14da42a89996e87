import type { PolicyRule } from '../../../shared/model/kubernetes.ts';
import { roleAggregationGuarded } from '../../../shared/rules/role-aggregation-guarded.ts';
import { clusterRole, rule } from '../../support/rbac.ts';
import { payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const flux = { apiGroups: ['kustomize.toolkit.fluxcd.io'] };
const bindings = rule('create', 'rolebindings', { apiGroups: ['rbac.authorization.k8s.io'] });
const escalate = rule('escalate', 'roles', { apiGroups: ['rbac.authorization.k8s.io'] });
const secrets = rule('get', 'secrets');

testRule(roleAggregationGuarded, {
  compliant: {
    'power that is added to nothing': aggregated([], escalate),
    'reading custom resources, in view': aggregated(['view'], rule('get,list,watch', '*', flux)),
    'writing custom resources, in edit and admin': aggregated(
      ['edit', 'admin'],
      rule('*', 'kustomizations', flux),
    ),
    'Secrets, which edit and admin read': aggregated(['edit', 'admin'], secrets),
    'bindings, which admin writes': aggregated(['admin'], bindings),
    'what Kubernetes adds itself': {
      subject: {
        cluster: payments,
        role: {
          ...clusterRole('system:aggregate-to-edit', escalate),
          labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' },
        },
      },
      known: {},
    },
    'a label that says no': {
      subject: {
        cluster: payments,
        role: {
          ...clusterRole('extra', escalate),
          labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'false' },
        },
      },
      known: {},
    },
  },
  nonCompliant: {
    'Secrets in view': {
      given: aggregated(['view'], rule('get', 'pods'), secrets),
      reports: [offence('view', secrets)],
    },
    'writing in view': {
      given: aggregated(['view'], rule('create', 'kustomizations', flux)),
      reports: [offence('view', rule('create', 'kustomizations', flux))],
    },
    'bindings in edit': {
      given: aggregated(['edit'], bindings),
      reports: [offence('edit', bindings)],
    },
    'escalating, in each of two': {
      given: aggregated(['admin', 'edit'], escalate),
      reports: [offence('admin', escalate), offence('edit', escalate)],
    },
  },
});

function aggregated(targets: readonly string[], ...rules: readonly PolicyRule[]) {
  const labels = Object.fromEntries(
    targets.map((target) => [`rbac.authorization.k8s.io/aggregate-to-${target}`, 'true']),
  );
  const role = { ...clusterRole('extra', ...rules), labels };
  return { subject: { cluster: payments, role }, known: {} };
}

function offence(target: string, { verbs, apiGroups, resources }: PolicyRule) {
  return {
    message: `ClusterRole extra gives everybody who is bound to ${target} more than ${target} is for, in payments in eu-west-1.`,
    evidence: { role: 'ClusterRole extra', target, rules: [{ verbs, apiGroups, resources }] },
    key: target,
  };
}
