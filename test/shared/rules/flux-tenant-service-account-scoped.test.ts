import type { Config } from '../../../shared/model/config.ts';
import type { FluxReconciler } from '../../../shared/model/flux.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { fluxTenantServiceAccountScoped } from '../../../shared/rules/flux-tenant-service-account-scoped.ts';
import {
  controller,
  fluxKnown,
  kustomization,
  payments,
  rbacKnown,
} from '../../support/operators.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
} from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const tenants: Config['tenants'] = {
  'team-a': { namespaces: ['team-a-*'], principals: [], groups: [] },
  'team-b': { namespaces: ['team-b'], principals: [], groups: [] },
};
const clusterRoles = [
  clusterRole('secrets', rule('get,list,watch', 'secrets')),
  clusterRole('view', rule('get', 'pods')),
  clusterRole('cluster-admin', rule('*', '*', { apiGroups: ['*'] })),
];
const app = kustomization({ namespace: 'team-a-web', serviceAccountName: 'app' });
const own = account('team-a-web/app');
const elsewhere = roleBinding('monitoring/app', 'ClusterRole secrets', own);
const evidence = {
  kind: 'Kustomization',
  namespace: 'team-a-web',
  name: 'app',
  serviceAccount: 'system:serviceaccount:team-a-web:app',
};

testRule(fluxTenantServiceAccountScoped, {
  compliant: {
    'no power': given(app),
    'power in namespaces of the tenant': given(
      app,
      roleBinding('team-a-web/app', 'ClusterRole secrets', own),
      roleBinding('team-a-shop/app', 'ClusterRole secrets', own),
    ),
    'another service account of the namespace': given(
      app,
      roleBinding('monitoring/app', 'ClusterRole secrets', account('team-a-web/other')),
    ),
    'power over another tenant to which the service account belongs too': withConfig(
      {
        tenants: {
          ...tenants,
          'team-b': { namespaces: ['team-b'], principals: [evidence.serviceAccount], groups: [] },
        },
      },
      app,
      roleBinding('team-b/app', 'ClusterRole secrets', own),
    ),
    'power that every service account has, which is for another rule': given(
      app,
      clusterRoleBinding('all', 'secrets', group('system:serviceaccounts')),
    ),
  },
  nonCompliant: {
    'power in a namespace of nobody': {
      given: given(app, elsewhere),
      reports: [
        {
          message:
            'Kustomization team-a-web/app of team-a is applied as app, which holds power in monitoring.',
          evidence: { ...evidence, powers: [{ level: 'secrets', place: 'monitoring' }] },
        },
      ],
    },
    'power in two namespaces of nobody, of a service account of two tenants': {
      given: withConfig(
        {
          tenants: {
            ...tenants,
            'team-c': { namespaces: [], principals: [evidence.serviceAccount], groups: [] },
          },
        },
        app,
        elsewhere,
        roleBinding('logging/app', 'ClusterRole secrets', own),
      ),
      reports: [
        {
          message:
            'Kustomization team-a-web/app of team-a and team-c is applied as app, which holds power in logging, monitoring.',
          evidence: {
            ...evidence,
            powers: [
              { level: 'secrets', place: 'logging' },
              { level: 'secrets', place: 'monitoring' },
            ],
          },
        },
      ],
    },
    'power of the service account that the controller takes by default': {
      given: given(
        kustomization({ namespace: 'team-a-web' }),
        roleBinding('monitoring/app', 'ClusterRole secrets', account('team-a-web/default')),
      ),
      reports: [
        {
          message:
            'Kustomization team-a-web/app of team-a is applied as default, which holds power in monitoring.',
          evidence: {
            ...evidence,
            serviceAccount: 'system:serviceaccount:team-a-web:default',
            powers: [{ level: 'secrets', place: 'monitoring' }],
          },
        },
      ],
    },
    'power over everything, where the rule about tenants is off': {
      given: withConfig(
        { rules: { 'tenant-access-isolated': { enabled: false } } },
        app,
        clusterRoleBinding('app', 'secrets', own),
      ),
      reports: [
        {
          message:
            'Kustomization team-a-web/app of team-a is applied as app, which holds power in the whole cluster.',
          evidence: { ...evidence, powers: [{ level: 'secrets', place: '*' }] },
        },
      ],
    },
  },
  notApplicable: {
    'power over everything': {
      given: given(app, clusterRoleBinding('app', 'secrets', own)),
      because: 'tenant-access-isolated reports its service account',
    },
    'power over another tenant': {
      given: given(app, elsewhere, roleBinding('team-b/app', 'ClusterRole secrets', own)),
      because: 'tenant-access-isolated reports its service account',
    },
    'plain read over another tenant': {
      given: given(app, roleBinding('team-b/app', 'ClusterRole view', own)),
      because: 'tenant-access-isolated reports its service account',
    },
    'cluster admin': {
      given: given(app, clusterRoleBinding('app', 'cluster-admin', own)),
      because:
        'its service account is above tenants: it is cluster admin, which is reported as such',
    },
    'a declared cluster admin': {
      given: withConfig(
        { clusterAdmins: [{ kind: 'exact', principal: evidence.serviceAccount }] },
        app,
        elsewhere,
      ),
      because: 'its service account is above tenants: it is declared in clusterAdmins',
    },
    'a namespace of nobody': {
      given: given(kustomization({ serviceAccountName: 'app' })),
      because: 'its namespace belongs to no tenant',
    },
    'another cluster': {
      given: given({ ...app, kubeConfig: { secretRef: 'staging' } }),
      because: 'it applies to another cluster',
    },
    'a release without a service account': {
      given: given(kustomization({ kind: 'HelmRelease', namespace: 'team-a-web' })),
      because: 'it is applied as no service account',
    },
  },
});

function given(reconciler: FluxReconciler, ...bindings: KubernetesCluster['roleBindings']) {
  return withConfig({}, reconciler, ...bindings);
}

function withConfig(
  config: Partial<Config>,
  reconciler: FluxReconciler,
  ...bindings: KubernetesCluster['roleBindings']
) {
  const roleBindings = bindings.filter(({ namespace }) => namespace !== undefined);
  const clusterRoleBindings = bindings.filter(({ namespace }) => namespace === undefined);
  const flux = fluxKnown(
    controller('kustomize-controller', '--default-service-account=default'),
    controller('helm-controller'),
  );
  return {
    subject: { cluster: payments, reconciler },
    known: {
      config: { tenants, ...config },
      facts: [...flux, ...rbacKnown({ clusterRoles, roleBindings, clusterRoleBindings })],
    },
  };
}
