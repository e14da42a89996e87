import { factKeys } from '../../../shared/model/fact-key.ts';
import { bindingNoClusterAdmin } from '../../../shared/rules/binding-no-cluster-admin.ts';
import { gone, known } from '../../support/facts.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { bound, boundIn, boundWide, chain, inCluster, payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const everything = rule('*', '*', { apiGroups: ['*'] });
const runsPods = rule('create', 'pods');
const entry = {
  principalArn: 'arn:aws:iam::012345678901:role/ci',
  type: 'STANDARD',
  kubernetesGroups: ['ops'],
  username: 'ci',
  createdAt: 1_793_534_400,
} as const;
const entries = [
  known(factKeys.accessEntries(payments), [entry.principalArn]),
  known(factKeys.accessEntry(payments, entry.principalArn), entry),
];

testRule(bindingNoClusterAdmin, {
  compliant: {
    'a group that reads': boundWide(ops, [rule('get', 'pods')]),
    'everything in one ordinary namespace': boundIn('shop', ops, [everything]),
    'a declared group': boundWide(ops, [everything], {
      config: { clusterAdmins: [{ kind: 'exact', principal: 'group:ops' }] },
    }),
    'what is gone with its cluster': {
      subject: { cluster: payments, subject: ops },
      known: { facts: inCluster({}).map(([key]) => gone(key)) },
    },
    'what Kubernetes binds itself': bound(group('system:masters'), {
      clusterRoles: [clusterRole('cluster-admin', everything)],
      clusterRoleBindings: [
        clusterRoleBinding('cluster-admin', 'cluster-admin', group('system:masters')),
      ],
    }),
    'what EKS binds itself': bound(user('eks:addon-manager'), {
      clusterRoles: [clusterRole('cluster-admin', everything)],
      clusterRoleBindings: [
        clusterRoleBinding('eks:addon-cluster-admin', 'cluster-admin', user('eks:addon-manager')),
      ],
    }),
    'a member of a group, for the group is reported': bound(account('shop/web'), {
      clusterRoles: [clusterRole('ops', everything), clusterRole('reader', rule('get', 'pods'))],
      clusterRoleBindings: [
        clusterRoleBinding('ops', 'ops', group('system:serviceaccounts')),
        clusterRoleBinding('reader', 'reader', account('shop/web')),
      ],
    }),
  },
  nonCompliant: {
    'a group bound to everything': {
      given: boundWide(ops, [everything]),
      reports: [
        {
          message: 'group:ops is cluster admin of payments in eu-west-1.',
          evidence: {
            subject: 'group:ops',
            level: 'cluster-admin',
            ways: [{ way: 'does-everything', grants: [chain('group:ops', everything)] }],
          },
          severity: 'HIGH',
          command: 'kubectl delete clusterrolebinding -- ops',
        },
      ],
    },
    'a user of the name of a group that an access entry hands out': {
      given: boundWide(user('ops'), [everything], { facts: entries }),
      reports: [
        {
          message: 'user:ops is cluster admin of payments in eu-west-1.',
          evidence: {
            subject: 'user:ops',
            level: 'cluster-admin',
            ways: [{ way: 'does-everything', grants: [chain('user:ops', everything)] }],
          },
          severity: 'HIGH',
          command: 'kubectl delete clusterrolebinding -- ops',
        },
      ],
    },
    'somebody else whom a binding with a name like those of EKS binds': {
      given: bound(user('eve'), {
        clusterRoles: [clusterRole('cluster-admin', everything)],
        clusterRoleBindings: [clusterRoleBinding('eks:eve', 'cluster-admin', user('eve'))],
      }),
      reports: [
        {
          message: 'user:eve is cluster admin of payments in eu-west-1.',
          evidence: {
            subject: 'user:eve',
            level: 'cluster-admin',
            ways: [
              {
                way: 'does-everything',
                grants: [
                  {
                    subject: 'user:eve',
                    binding: 'ClusterRoleBinding eks:eve',
                    role: 'ClusterRole cluster-admin',
                    rule: { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
                  },
                ],
              },
            ],
          },
          severity: 'HIGH',
          command: 'kubectl delete clusterrolebinding -- eks:eve',
        },
      ],
    },
    'a group that runs pods in kube-system': {
      given: boundIn('kube-system', ops, [runsPods]),
      reports: [
        {
          message: 'group:ops can become cluster admin of payments in eu-west-1.',
          evidence: {
            subject: 'group:ops',
            level: 'cluster-admin-equivalent',
            ways: [
              {
                way: 'runs-pods',
                namespace: 'kube-system',
                grants: [chain('group:ops', runsPods, 'kube-system')],
              },
            ],
          },
          severity: 'HIGH',
          command: 'kubectl delete rolebinding --namespace=kube-system -- ops',
        },
      ],
    },
    'a group that runs pods beside a service account that is cluster admin': {
      given: bound(ops, {
        serviceAccounts: [
          { namespace: 'shop', name: 'boss', annotations: {}, labels: {}, secrets: [] },
        ],
        clusterRoles: [clusterRole('all', everything)],
        clusterRoleBindings: [clusterRoleBinding('all', 'all', account('shop/boss'))],
        roles: [role('shop/ops', runsPods)],
        roleBindings: [roleBinding('shop/ops', 'Role ops', ops)],
      }),
      reports: [
        {
          message: 'group:ops can become cluster admin of payments in eu-west-1.',
          evidence: {
            subject: 'group:ops',
            level: 'cluster-admin-equivalent',
            ways: [
              {
                way: 'runs-pods',
                namespace: 'shop',
                becomes: 'system:serviceaccount:shop:boss',
                grants: [chain('group:ops', runsPods, 'shop')],
              },
            ],
          },
          severity: 'HIGH',
          command: 'kubectl delete rolebinding --namespace=shop -- ops',
        },
      ],
    },
    'a group that becomes anybody by one verb': {
      given: boundWide(ops, [rule('impersonate', 'users')]),
      reports: [
        {
          message: 'group:ops can become cluster admin of payments in eu-west-1.',
          evidence: {
            subject: 'group:ops',
            level: 'cluster-admin-equivalent',
            ways: [
              {
                way: 'impersonates-users',
                grants: [chain('group:ops', rule('impersonate', 'users'))],
              },
            ],
          },
          severity: 'CRITICAL',
          command: 'kubectl delete clusterrolebinding -- ops',
        },
      ],
    },
  },
  notApplicable: {
    'a group that an access entry hands out': {
      given: boundWide(ops, [everything], { facts: entries }),
      because: 'it is reported where the group is handed out, or by the binding',
    },
    'the anonymous, whom their bindings are reported for': {
      given: boundWide(group('system:unauthenticated'), [everything]),
      because: 'it is reported where the group is handed out, or by the binding',
    },
  },
  insufficientData: {
    'a cluster whose Kubernetes was not read': {
      given: { subject: { cluster: payments, subject: ops }, known: {} },
      because: 'k8s-roles eu-west-1/payments: not read yet',
    },
  },
});
