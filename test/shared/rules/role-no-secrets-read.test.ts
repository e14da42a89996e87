import { factKeys } from '../../../shared/model/fact-key.ts';
import { roleNoSecretsRead } from '../../../shared/rules/role-no-secrets-read.ts';
import { known } from '../../support/facts.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  kubernetesCluster,
  role,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import {
  bound,
  boundIn,
  boundWide,
  chain,
  payments,
  roleOffence,
} from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const get = rule('get', 'secrets');
const list = rule('list', 'secrets');
const tenants = {
  shop: { namespaces: ['shop', 'shop-*'], principals: ['user:ana'], groups: ['ops'] },
  bank: { namespaces: ['bank'], principals: [], groups: [] },
};

const ci = 'arn:aws:iam::012345678901:role/ci';
/** An access entry hands out the group ops. */
const handedOut = {
  facts: [
    known(factKeys.accessEntries(payments), [ci]),
    known(factKeys.accessEntry(payments, ci), {
      principalArn: ci,
      type: 'STANDARD',
      kubernetesGroups: ['ops'],
    }),
  ],
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
    "its own tenant's, by a user of the tenant": boundIn('shop', user('ana'), [get], {
      config: { tenants },
    }),
    "its own tenant's, from another namespace of the tenant": boundIn(
      'shop',
      account('shop-test/app'),
      [get],
      { config: { tenants } },
    ),
    'those of either of its two tenants': boundIn('bank', ops, [get], {
      config: {
        tenants: { ...tenants, bank: { namespaces: ['bank'], principals: [], groups: ['ops'] } },
      },
    }),
    'its own namespace, of no tenant, by a service account of one': boundIn(
      'tools',
      account('tools/reader'),
      [get],
      {
        config: {
          tenants: {
            ...tenants,
            bank: {
              namespaces: ['bank'],
              principals: ['system:serviceaccount:tools:reader'],
              groups: [],
            },
          },
        },
      },
    ),
    'those of no tenant, by somebody of none': boundIn('tools', group('others'), [get], {
      config: { tenants },
    }),
    'a default service account, whose binding is reported': boundWide(account('shop/default'), [
      get,
    ]),
    'everybody who logs in, whose binding is reported': boundWide(group('system:authenticated'), [
      get,
    ]),
    'a group that is cluster admin, which is reported where it is handed out': boundWide(
      ops,
      [rule('*', '*', { apiGroups: ['*'] })],
      handedOut,
    ),
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
    'a group that is handed out, short of cluster admin': {
      given: boundWide(ops, [get], handedOut),
      reports: [roleOffence('read any Secret in the whole cluster', 'HIGH', [get])],
    },
    'by a role that gathers it from another': {
      given: bound(ops, {
        clusterRoles: [
          {
            ...clusterRole('ops'),
            aggregates: [{ matchLabels: { to: 'ops' }, matchExpressions: [] }],
          },
          { ...clusterRole('secrets', get), labels: { to: 'ops' } },
        ],
        clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ops)],
      }),
      reports: [
        {
          message: 'group:ops of payments in eu-west-1 can read any Secret in the whole cluster.',
          evidence: {
            subject: 'group:ops',
            ways: [
              {
                can: 'read any Secret in the whole cluster',
                grants: [
                  {
                    subject: 'group:ops',
                    binding: 'ClusterRoleBinding ops',
                    role: 'ClusterRole ops',
                    gatheredFrom: 'ClusterRole secrets',
                    rule: { verbs: ['get'], apiGroups: [''], resources: ['secrets'] },
                  },
                ],
              },
            ],
          },
          severity: 'HIGH',
        },
      ],
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
    "no tenant's, by a user of a tenant": {
      given: boundIn('tools', user('ana'), [get], { config: { tenants } }),
      reports: [inTools('user:ana')],
    },
    "no tenant's, by a service account of a tenant": {
      given: boundIn('tools', account('bank/app'), [get], { config: { tenants } }),
      reports: [inTools('system:serviceaccount:bank:app')],
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

function inTools(subject: string) {
  const can = 'read any Secret in namespace tools';
  return {
    message: `${subject} of payments in eu-west-1 can ${can}.`,
    evidence: { subject, ways: [{ can, grants: [chain(subject, get, 'tools')] }] },
    severity: 'MEDIUM' as const,
  };
}
