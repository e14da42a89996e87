import { bindingNoAuthenticatedGroup } from '../../../shared/rules/binding-no-authenticated-group.ts';
import { clusterRole, clusterRoleBinding, group, rule, user } from '../../support/rbac.ts';
import { binding, payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const everybody = group('system:authenticated');
const pods = group('system:serviceaccounts');
const rbac = { apiGroups: ['rbac.authorization.k8s.io'] };
const reads = clusterRole('reader', rule('get', 'pods'));
const writes = clusterRole('writer', rule('create', 'configmaps'));
const open = clusterRoleBinding('open', 'reader', everybody);
const half = clusterRoleBinding('half', 'writes', everybody);
const all = clusterRole('all', rule('*', '*', { apiGroups: ['*'] }));

testRule(bindingNoAuthenticatedGroup, {
  compliant: {
    'a group of its own, whatever it gives': {
      subject: { cluster: payments, binding: clusterRoleBinding('ops', 'all', group('ops')) },
      known: {},
    },
    'a group of its own that reads': binding(clusterRoleBinding('ops', 'reader', group('ops')), {
      clusterRoles: [reads],
    }),
    'a user of the name of the group': binding(
      clusterRoleBinding('open', 'reader', user('system:authenticated')),
      { clusterRoles: [reads] },
    ),
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
    'half of what makes cluster admin, which another rule reports': binding(half, {
      clusterRoles: [
        clusterRole('writes', rule('create', 'clusterrolebindings', rbac)),
        clusterRole('binds', rule('bind', 'clusterroles', rbac)),
      ],
      clusterRoleBindings: [half, clusterRoleBinding('other', 'binds', everybody)],
    }),
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
    'reading and writing': {
      given: binding(clusterRoleBinding('open', 'both', everybody), {
        clusterRoles: [clusterRole('both', rule('get', 'pods'), rule('create', 'configmaps'))],
      }),
      reports: [offence('both', 'group:system:authenticated', 'HIGH')],
    },
    'reading, beside another binding that makes cluster admin': {
      given: binding(open, {
        clusterRoles: [reads, all],
        clusterRoleBindings: [open, clusterRoleBinding('all', 'all', everybody)],
      }),
      reports: [offence('reader', 'group:system:authenticated', 'MEDIUM')],
    },
    'two groups of everybody': {
      given: binding(clusterRoleBinding('open', 'reader', everybody, pods), {
        clusterRoles: [reads],
      }),
      reports: [
        {
          ...offence(
            'reader',
            'group:system:authenticated and group:system:serviceaccounts',
            'MEDIUM',
          ),
          evidence: {
            binding: 'ClusterRoleBinding open',
            roleRef: 'ClusterRole reader',
            subjects: ['group:system:authenticated', 'group:system:serviceaccounts'],
          },
        },
      ],
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
