import { factKeys } from '../../../shared/model/fact-key.ts';
import type { RbacSubject } from '../../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { fluxWriteGuarded } from '../../../shared/rules/flux-write-guarded.ts';
import { accessEntry, ci, cluster } from '../../support/eks.ts';
import { denied, type KnownFact, known } from '../../support/facts.ts';
import { controller, fluxKnown, payments, rbacKnown } from '../../support/operators.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const clusterRoles = [
  clusterRole('admin', rule('*', '*', { apiGroups: ['*'] })),
  clusterRole(
    'flux-edit',
    rule('create', 'helmreleases', { apiGroups: ['helm.toolkit.fluxcd.io'] }),
  ),
  clusterRole('sources', rule('patch', 'buckets', { apiGroups: ['source.toolkit.fluxcd.io'] })),
  clusterRole(
    'named',
    rule('update', 'kustomizations', {
      apiGroups: ['kustomize.toolkit.fluxcd.io'],
      resourceNames: ['app'],
    }),
  ),
  clusterRole('view', rule('get,list', 'helmreleases', { apiGroups: ['helm.toolkit.fluxcd.io'] })),
];
const guarded = fluxKnown(
  controller('kustomize-controller', '--default-service-account=default'),
  controller('helm-controller', '--default-service-account=default'),
);
const open = fluxKnown(
  controller('kustomize-controller', '--default-service-account=default'),
  controller('helm-controller'),
);
const team = group('team-a');
const tenants = {
  'team-a': {
    namespaces: ['team-a-*'],
    principals: [ci, 'user:alice'],
    groups: ['team-a'],
  },
};
const noEntries = known(factKeys.accessEntries(payments), []);
const own = roleBinding('team-a-web/edit', 'ClusterRole flux-edit', team);

testRule(fluxWriteGuarded, {
  compliant: {
    'its own namespaces, where Flux takes a service account by default': given(team, guarded, own),
    'sources of its own namespaces': given(
      team,
      open,
      roleBinding('team-a-web/sources', 'ClusterRole sources', team),
    ),
    'reading everywhere': given(team, guarded, clusterRoleBinding('view', 'view', team)),
  },
  nonCompliant: {
    'its own namespaces, where Flux applies with its own power': {
      given: given(team, open, own),
      reports: [
        {
          key: 'inside',
          message:
            'group:team-a, of team-a, may have Flux apply anything as cluster admin from team-a-web.',
          evidence: {
            subject: 'group:team-a',
            tenants: ['team-a'],
            bindings: ['RoleBinding team-a-web/edit'],
          },
        },
      ],
    },
    'every namespace': {
      given: given(team, guarded, clusterRoleBinding('edit', 'flux-edit', team)),
      reports: [
        {
          key: 'outside',
          message: 'group:team-a, of team-a, may write Flux objects in every namespace.',
          evidence: {
            subject: 'group:team-a',
            tenants: ['team-a'],
            bindings: ['ClusterRoleBinding edit'],
          },
        },
      ],
    },
    'every namespace, beside one that is named': {
      given: given(
        team,
        guarded,
        clusterRoleBinding('edit', 'flux-edit', team),
        roleBinding('web/a', 'ClusterRole sources', team),
      ),
      reports: [
        {
          key: 'outside',
          message: 'group:team-a, of team-a, may write Flux objects in every namespace.',
          evidence: {
            subject: 'group:team-a',
            tenants: ['team-a'],
            bindings: ['ClusterRoleBinding edit', 'RoleBinding web/a'],
          },
        },
      ],
    },
    'another namespace, where Flux applies with its own power, for a group of two tenants': {
      given: {
        subject: { cluster: payments, subject: team },
        known: {
          config: {
            tenants: {
              ...tenants,
              'team-b': { namespaces: [], principals: [], groups: ['team-a'] },
            },
          },
          facts: [
            ...rbacKnown({
              clusterRoles,
              roleBindings: [roleBinding('web/edit', 'ClusterRole flux-edit', team)],
            }),
            ...open,
          ],
        },
      },
      reports: [
        {
          key: 'outside',
          message: 'group:team-a, of team-a and team-b, may write Flux objects in web.',
          evidence: {
            subject: 'group:team-a',
            tenants: ['team-a', 'team-b'],
            bindings: ['RoleBinding web/edit'],
          },
        },
      ],
    },
    'one object and the sources of other namespaces, for a service account': {
      given: given(
        account('team-a-web/deploy'),
        guarded,
        roleBinding('web/a', 'ClusterRole named', account('team-a-web/deploy')),
        roleBinding('shop/a', 'ClusterRole sources', account('team-a-web/deploy')),
      ),
      reports: [
        {
          key: 'outside',
          message:
            'system:serviceaccount:team-a-web:deploy, of team-a, may write Flux objects in shop, web.',
          evidence: {
            subject: 'system:serviceaccount:team-a-web:deploy',
            tenants: ['team-a'],
            bindings: ['RoleBinding shop/a', 'RoleBinding web/a'],
          },
        },
      ],
    },
    'another namespace, for a user by name': {
      given: given(
        user('alice'),
        guarded,
        roleBinding('web/a', 'ClusterRole sources', user('alice')),
      ),
      reports: [
        {
          key: 'outside',
          message: 'user:alice, of team-a, may write Flux objects in web.',
          evidence: {
            subject: 'user:alice',
            tenants: ['team-a'],
            bindings: ['RoleBinding web/a'],
          },
        },
      ],
    },
    'another namespace, for a group of an access entry': {
      given: given(
        group('deployers'),
        [...guarded, ...entry()],
        roleBinding('web/a', 'ClusterRole sources', group('deployers')),
      ),
      reports: [
        {
          key: 'outside',
          message: 'group:deployers, of team-a, may write Flux objects in web.',
          evidence: {
            subject: 'group:deployers',
            tenants: ['team-a'],
            bindings: ['RoleBinding web/a'],
          },
        },
      ],
    },
    'another namespace, for the username of an access entry': {
      given: given(
        user('ci'),
        [...guarded, ...entry()],
        roleBinding('web/a', 'ClusterRole sources', user('ci')),
      ),
      reports: [
        {
          key: 'outside',
          message: 'user:ci, of team-a, may write Flux objects in web.',
          evidence: { subject: 'user:ci', tenants: ['team-a'], bindings: ['RoleBinding web/a'] },
        },
      ],
    },
  },
  notApplicable: {
    'a group of no tenant': {
      given: given(group('ops'), [...guarded, noEntries], own),
      because: 'it belongs to no tenant',
    },
    'a service account that is named as a group is': {
      given: given(account('web/deployers'), [...guarded, ...entry()]),
      because: 'it belongs to no tenant',
    },
    'a cluster admin': {
      given: given(team, guarded, clusterRoleBinding('admins', 'admin', team)),
      because: 'it is cluster admin anyway',
    },
  },
  insufficientData: {
    'aws-auth that was not read': {
      given: {
        subject: { cluster: payments, subject: user('ana') },
        known: {
          config: { tenants: { shop: { namespaces: [], principals: [ci], groups: [] } } },
          facts: [
            known(factKeys.accessEntries(payments), []),
            known(
              factKeys.cluster(payments),
              cluster({ authenticationMode: 'API_AND_CONFIG_MAP' }),
            ),
            denied(factKeys.awsAuth(payments)),
          ],
        },
      },
      because: 'k8s-aws-auth eu-west-1/payments: AccessDenied',
    },
    'controllers that were not read': {
      given: given(team, [], own),
      because: 'k8s-deployments eu-west-1/payments: not read yet',
    },
  },
});

/** The principal of the tenant enters as this group and user. */
function entry(): readonly KnownFact[] {
  return [
    known(factKeys.accessEntries(payments), [ci]),
    known(factKeys.accessEntry(payments, ci), {
      ...accessEntry(ci).entry,
      kubernetesGroups: ['deployers'],
      username: 'ci',
    }),
  ];
}

function given(
  subject: RbacSubject,
  facts: readonly KnownFact[],
  ...bindings: KubernetesCluster['roleBindings']
) {
  const roleBindings = bindings.filter(({ namespace }) => namespace !== undefined);
  const clusterRoleBindings = bindings.filter(({ namespace }) => namespace === undefined);
  return {
    subject: { cluster: payments, subject },
    known: {
      config: { tenants },
      facts: [...rbacKnown({ clusterRoles, roleBindings, clusterRoleBindings }), ...facts],
    },
  };
}
