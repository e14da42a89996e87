import type { PolicyRule } from '../../../shared/model/kubernetes.ts';
import { roleNoEscalateBindImpersonate } from '../../../shared/rules/role-no-escalate-bind-impersonate.ts';
import {
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  rule,
} from '../../support/rbac.ts';
import { bound, boundIn, boundWide, chain } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const rbac = { apiGroups: ['rbac.authorization.k8s.io'] };
const escalate = rule('escalate', 'clusterroles', rbac);
const writeRoles = rule('create,update', 'clusterroles', rbac);
const bind = rule('bind', 'clusterroles', rbac);
const writeBindings = rule('create', 'rolebindings', rbac);
const impersonate = rule('impersonate', 'users');
const accounts = rule('impersonate', 'serviceaccounts');
const constrained = rule('impersonate:user-info', 'users', {
  apiGroups: ['authentication.k8s.io'],
});

/** What counts here of the ClusterRoles that Kubernetes makes. */
const edit = [accounts, rule('create,update', 'pods'), rule('get', 'secrets')];
const admin = [
  ...edit,
  rule('create,update', 'rolebindings', rbac),
  rule('create,update', 'roles', rbac),
];

testRule(roleNoEscalateBindImpersonate, {
  compliant: {
    'escalating without writing roles': boundWide(ops, [escalate]),
    'writing roles without escalating': boundWide(ops, [writeRoles]),
    'binding without writing bindings': boundWide(ops, [bind]),
    'writing bindings without binding': boundWide(ops, [writeBindings]),
    'binding only what is named': boundWide(ops, [
      rule('bind', 'clusterroles', { ...rbac, resourceNames: ['view'] }),
      writeBindings,
    ]),
    'binding anywhere and writing bindings in one namespace': bound(ops, {
      clusterRoles: [clusterRole('ops', bind)],
      clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ops)],
      roles: [role('shop/ops', writeBindings)],
      roleBindings: [roleBinding('shop/ops', 'Role ops', ops)],
    }),
    'binding in one namespace': boundIn('shop', ops, [rule('bind', 'roles', rbac), writeBindings]),
    'impersonating the named': boundWide(ops, [
      rule('impersonate', 'users', { resourceNames: ['ana'] }),
    ]),
    'users, who are in no namespace': boundIn('shop', ops, [impersonate]),
    'everything, which other rules report': boundWide(ops, [rule('*', '*', { apiGroups: ['*'] })]),
    'a verb that only ends like a constrained one': boundWide(ops, [
      rule('x-impersonate:user-info', 'users', { apiGroups: ['authentication.k8s.io'] }),
    ]),
    'a constrained verb of another group': boundWide(ops, [rule('impersonate:user-info', 'users')]),
    'the service accounts of an ordinary namespace, where it runs pods anyway': boundIn(
      'shop',
      ops,
      [accounts, rule('create', 'pods')],
    ),
    'edit in an ordinary namespace': boundInShop('edit', edit),
    'admin in an ordinary namespace': boundInShop('admin', admin),
    'a role that nobody is bound to': bound(ops, {
      clusterRoles: [clusterRole('ops', impersonate)],
    }),
  },
  nonCompliant: {
    'both escalating and writing roles': {
      given: boundWide(ops, [escalate, writeRoles]),
      reports: [
        offence('escalate and write ClusterRoles in the whole cluster', [escalate, writeRoles]),
      ],
    },
    'both binding and writing bindings': {
      given: boundWide(ops, [bind, writeBindings]),
      reports: [offence('bind any ClusterRole in the whole cluster', [bind, writeBindings])],
    },
    'one half of its own and one of a group it is in': {
      given: bound(group('ops'), {
        clusterRoles: [clusterRole('ops', escalate), clusterRole('all', writeRoles)],
        clusterRoleBindings: [
          clusterRoleBinding('ops', 'ops', ops),
          clusterRoleBinding('all', 'all', group('system:authenticated')),
        ],
      }),
      reports: [
        {
          ...offence('escalate and write ClusterRoles in the whole cluster', []),
          evidence: {
            subject: 'group:ops',
            ways: [
              {
                can: 'escalate and write ClusterRoles in the whole cluster',
                grants: [
                  chain('group:ops', escalate),
                  {
                    subject: 'group:system:authenticated',
                    binding: 'ClusterRoleBinding all',
                    role: 'ClusterRole all',
                    rule: {
                      verbs: ['create', 'update'],
                      apiGroups: ['rbac.authorization.k8s.io'],
                      resources: ['clusterroles'],
                    },
                  },
                ],
              },
            ],
          },
        },
      ],
    },
    'both escalating and writing Roles, by one rule that is told once': {
      given: boundWide(ops, [rule('escalate,update', 'roles', rbac)]),
      reports: [
        offence('escalate and write Roles in the whole cluster', [
          rule('escalate,update', 'roles', rbac),
        ]),
      ],
    },
    'impersonating any group': {
      given: boundWide(ops, [rule('impersonate', 'groups')]),
      reports: [
        offence('impersonate any group in the whole cluster', [rule('impersonate', 'groups')]),
      ],
    },
    'constrained impersonation in one namespace, by a rule of all groups': {
      given: boundIn('shop', ops, [
        rule('get,impersonate:serviceaccount', 'serviceaccounts', { apiGroups: ['', '*'] }),
      ]),
      reports: [
        offence(
          'impersonate others within bounds in namespace shop',
          [rule('get,impersonate:serviceaccount', 'serviceaccounts', { apiGroups: ['', '*'] })],
          { namespace: 'shop', severity: 'MEDIUM' },
        ),
      ],
    },
    'constrained impersonation in a sensitive namespace': {
      given: boundIn('flux-system', ops, [constrained]),
      reports: [
        offence('impersonate others within bounds in namespace flux-system', [constrained], {
          namespace: 'flux-system',
          severity: 'MEDIUM',
        }),
      ],
    },
    'impersonating any user': {
      given: boundWide(ops, [impersonate]),
      reports: [offence('impersonate any user in the whole cluster', [impersonate])],
    },
    'impersonating the service accounts of a sensitive namespace': {
      given: boundIn('flux-system', ops, [accounts]),
      reports: [
        offence('impersonate any service account in namespace flux-system', [accounts], {
          namespace: 'flux-system',
        }),
      ],
    },
    'edit in a sensitive namespace': {
      given: boundIn('flux-system', ops, edit),
      reports: [
        offence('impersonate any service account in namespace flux-system', [accounts], {
          namespace: 'flux-system',
        }),
      ],
    },
    'impersonating those of the whole cluster': {
      given: boundWide(ops, [accounts]),
      reports: [offence('impersonate any service account in the whole cluster', [accounts])],
    },
    'impersonating those of an ordinary namespace, more mildly': {
      given: boundIn('shop', ops, [accounts]),
      reports: [
        offence('impersonate any service account in namespace shop', [accounts], {
          namespace: 'shop',
          severity: 'MEDIUM',
        }),
      ],
    },
    'a ClusterRole bound in one namespace, which counts only there': {
      given: bound(ops, {
        clusterRoles: [clusterRole('ops', accounts)],
        roleBindings: [roleBinding('shop/ops', 'ClusterRole ops', ops)],
      }),
      reports: [
        {
          message:
            'group:ops of payments in eu-west-1 can impersonate any service account in namespace shop.',
          evidence: {
            subject: 'group:ops',
            ways: [
              {
                can: 'impersonate any service account in namespace shop',
                grants: [
                  {
                    subject: 'group:ops',
                    binding: 'RoleBinding shop/ops',
                    role: 'ClusterRole ops',
                    rule: {
                      verbs: ['impersonate'],
                      apiGroups: [''],
                      resources: ['serviceaccounts'],
                    },
                  },
                ],
              },
            ],
          },
          severity: 'MEDIUM',
        },
      ],
    },
    'constrained impersonation': {
      given: boundWide(ops, [constrained]),
      reports: [
        offence('impersonate others within bounds in the whole cluster', [constrained], {
          severity: 'MEDIUM',
        }),
      ],
    },
  },
});

function boundInShop(name: string, rules: readonly PolicyRule[]) {
  return bound(ops, {
    clusterRoles: [clusterRole(name, ...rules)],
    roleBindings: [roleBinding(`shop/${name}`, `ClusterRole ${name}`, ops)],
  });
}

function offence(
  can: string,
  rules: readonly ReturnType<typeof rule>[],
  {
    severity = 'CRITICAL',
    namespace,
  }: { severity?: 'CRITICAL' | 'MEDIUM'; namespace?: string } = {},
) {
  return {
    message: `group:ops of payments in eu-west-1 can ${can}.`,
    evidence: {
      subject: 'group:ops',
      ways: [{ can, grants: rules.map((each) => chain('group:ops', each, namespace)) }],
    },
    severity,
  };
}
