import { bindingNoDefaultServiceAccount } from '../../../shared/rules/binding-no-default-service-account.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { binding, payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const byDefault = account('shop/default');
const reads = clusterRole('reader', rule('get', 'pods'));
const writes = clusterRole('writer', rule('create', 'configmaps'));
const secrets = clusterRole('secrets', rule('get', 'secrets'));
const all = clusterRole('all', rule('*', '*', { apiGroups: ['*'] }));
const clusterRoles = [reads, writes, secrets, all];

testRule(bindingNoDefaultServiceAccount, {
  compliant: {
    'a service account of its own, whatever it gives': {
      subject: {
        cluster: payments,
        binding: roleBinding('shop/web', 'ClusterRole writer', account('shop/web')),
      },
      known: {},
    },
    'a default binding with another subject, which another rule reports': binding(
      clusterRoleBinding('system:kube-scheduler', 'system:kube-scheduler', byDefault),
      { clusterRoles: [clusterRole('system:kube-scheduler', rule('create', 'pods/binding'))] },
    ),
    reading: binding(roleBinding('shop/web', 'ClusterRole reader', byDefault), { clusterRoles }),
    'a role that does not exist': binding(roleBinding('shop/web', 'Role gone', byDefault)),
    'cluster admin, which another rule reports': binding(
      clusterRoleBinding('web', 'all', byDefault),
      { clusterRoles },
    ),
    'a group called default': binding(
      roleBinding('shop/web', 'ClusterRole writer', group('default')),
      { clusterRoles },
    ),
    'a user called default': binding(
      roleBinding('shop/web', 'ClusterRole writer', user('default')),
      {
        clusterRoles,
      },
    ),
  },
  nonCompliant: {
    writing: {
      given: binding(roleBinding('shop/web', 'ClusterRole writer', byDefault), { clusterRoles }),
      reports: [offence('writer', 'system:serviceaccount:shop:default')],
    },
    'reading Secrets': {
      given: binding(roleBinding('shop/web', 'ClusterRole secrets', byDefault), { clusterRoles }),
      reports: [offence('secrets', 'system:serviceaccount:shop:default')],
    },
    'the account by its username': {
      given: binding(
        roleBinding('shop/web', 'ClusterRole writer', user('system:serviceaccount:shop:default')),
        { clusterRoles },
      ),
      reports: [offence('writer', 'user:system:serviceaccount:shop:default')],
    },
  },
});

function offence(role: string, who: string) {
  return {
    message: `RoleBinding shop/web gives ClusterRole ${role} to ${who} in payments in eu-west-1.`,
    evidence: {
      binding: 'RoleBinding shop/web',
      roleRef: `ClusterRole ${role}`,
      subjects: [who],
    },
    command: 'kubectl delete rolebinding --namespace=shop -- web',
  };
}
