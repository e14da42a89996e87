import { bindingNoAuthenticatedGroup } from '../../../shared/rules/binding-no-authenticated-group.ts';
import { clusterRole, clusterRoleBinding, group, rule } from '../../support/rbac.ts';
import { binding, payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const everybody = group('system:authenticated');
const pods = group('system:serviceaccounts');
const reads = clusterRole('reader', rule('get', 'pods'));
const writes = clusterRole('writer', rule('create', 'configmaps'));
const all = clusterRole('all', rule('*', '*', { apiGroups: ['*'] }));

testRule(bindingNoAuthenticatedGroup, {
  compliant: {
    'a group of its own, whatever it gives': {
      subject: { cluster: payments, binding: clusterRoleBinding('ops', 'all', group('ops')) },
      known: {},
    },
    'what Kubernetes binds': binding(
      clusterRoleBinding('system:discovery', 'system:discovery', everybody),
    ),
    'what pod security policies left behind': binding(
      clusterRoleBinding(
        'eks:podsecuritypolicy:authenticated',
        'eks:podsecuritypolicy:privileged',
        everybody,
      ),
    ),
    'cluster admin, which another rule reports': binding(
      clusterRoleBinding('all', 'all', everybody),
      { clusterRoles: [all] },
    ),
    'the service accounts of one namespace': binding(
      clusterRoleBinding('shop', 'reader', group('system:serviceaccounts:shop')),
      { clusterRoles: [reads] },
    ),
  },
  nonCompliant: {
    'reading, mildly': {
      given: binding(clusterRoleBinding('open', 'reader', everybody), { clusterRoles: [reads] }),
      reports: [offence('reader', 'group:system:authenticated', 'MEDIUM')],
    },
    'writing, by every service account': {
      given: binding(clusterRoleBinding('open', 'writer', pods), { clusterRoles: [writes] }),
      reports: [offence('writer', 'group:system:serviceaccounts', 'HIGH')],
    },
    'a role that does not exist yet': {
      given: binding(clusterRoleBinding('open', 'gone', everybody)),
      reports: [offence('gone', 'group:system:authenticated', 'MEDIUM')],
    },
    'a binding with the name of a default one, to another role': {
      given: binding(clusterRoleBinding('system:discovery', 'writer', everybody), {
        clusterRoles: [writes],
      }),
      reports: [
        {
          ...offence('writer', 'group:system:authenticated', 'HIGH', 'system:discovery'),
        },
      ],
    },
  },
});

function offence(role: string, who: string, severity: 'MEDIUM' | 'HIGH', name = 'open') {
  return {
    message: `ClusterRoleBinding ${name} gives ClusterRole ${role} to all of ${who} in payments in eu-west-1.`,
    evidence: {
      binding: `ClusterRoleBinding ${name}`,
      roleRef: `ClusterRole ${role}`,
      subjects: [who],
    },
    severity,
    command: `kubectl delete clusterrolebinding -- ${name}`,
  };
}
