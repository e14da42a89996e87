import { roleNoSecretsRead } from '../../../shared/rules/role-no-secrets-read.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  kubernetesCluster,
  role,
  roleBinding,
  rule,
} from '../../support/rbac.ts';
import { bound, boundIn, boundWide, payments, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const get = rule('get', 'secrets');
const list = rule('list', 'secrets');
const tenants = {
  shop: { namespaces: ['shop', 'shop-*'], principals: [], groups: ['ops'] },
  bank: { namespaces: ['bank'], principals: [], groups: [] },
};

testRule(roleNoSecretsRead, {
  compliant: {
    'what is no Secret': boundWide(ops, [rule('get', 'configmaps')]),
    'writing Secrets without reading them': boundWide(ops, [rule('create,update', 'secrets')]),
    'Secrets of another API group': boundWide(ops, [
      rule('get', 'secrets', { apiGroups: ['example.com'] }),
    ]),
    'named Secrets': boundWide(ops, [rule('get', 'secrets', { resourceNames: ['tls'] })]),
    'the Secrets of one ordinary namespace': boundIn('shop', ops, [get]),
    "its own tenant's": boundIn('shop-test', ops, [get], { config: { tenants } }),
    'those of no tenant, by somebody of none': boundIn('tools', group('others'), [get], {
      config: { tenants },
    }),
    'a default service account, whose binding is reported': boundWide(account('shop/default'), [
      get,
    ]),
    'everybody who logs in, whose binding is reported': boundWide(group('system:authenticated'), [
      get,
    ]),
    "a service account's own namespace, of no tenant": boundIn(
      'tools',
      account('tools/reader'),
      [get],
      { config: { tenants } },
    ),
  },
  nonCompliant: {
    'getting any Secret of the cluster': {
      given: boundWide(ops, [get]),
      reports: [roleOffence('read any Secret in the whole cluster', 'HIGH', [get])],
    },
    'listing, which shows what is in them': {
      given: boundWide(ops, [list]),
      reports: [roleOffence('read any Secret in the whole cluster', 'HIGH', [list])],
    },
    'watching in a sensitive namespace': {
      given: boundIn('external-secrets', ops, [rule('watch', 'secrets')]),
      reports: [
        roleOffence(
          'read any Secret in namespace external-secrets',
          'HIGH',
          [rule('watch', 'secrets')],
          'external-secrets',
        ),
      ],
    },
    'a namespace that holds a cluster admin': {
      given: bound(ops, {
        clusterRoles: [clusterRole('all', rule('*', '*', { apiGroups: ['*'] }))],
        clusterRoleBindings: [clusterRoleBinding('all', 'all', account('tools/admin'))],
        serviceAccounts: kubernetesCluster({}, 'tools/admin').serviceAccounts,
        roles: [role('tools/ops', get)],
        roleBindings: [roleBinding('tools/ops', 'Role ops', ops)],
      }),
      reports: [roleOffence('read any Secret in namespace tools', 'HIGH', [get], 'tools')],
    },
    "another tenant's": {
      given: boundIn('bank', ops, [get], { config: { tenants } }),
      reports: [roleOffence('read any Secret in namespace bank', 'MEDIUM', [get], 'bank')],
    },
    "no tenant's, by a tenant": {
      given: boundIn('tools', ops, [get], { config: { tenants } }),
      reports: [roleOffence('read any Secret in namespace tools', 'MEDIUM', [get], 'tools')],
    },
  },
  insufficientData: {
    'a cluster whose RBAC was not read': {
      given: { subject: { cluster: payments, subject: ops }, known: {} },
      because: 'k8s-roles eu-west-1/payments: not read yet',
    },
  },
});
