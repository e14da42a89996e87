import { factKeys } from '../../../shared/model/fact-key.ts';
import type { FluxReconciler } from '../../../shared/model/flux.ts';
import { fluxReconcilerServiceAccount } from '../../../shared/rules/flux-reconciler-service-account.ts';
import { type Known, known } from '../../support/facts.ts';
import {
  controller,
  fluxIsAdmin,
  fluxKnown,
  kustomization,
  payments,
  rbacKnown,
  tenantAndOthers,
  withTenant,
} from '../../support/operators.ts';
import { clusterRole, group, roleBinding, rule } from '../../support/rbac.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const plain = fluxKnown(controller('kustomize-controller'), controller('helm-controller'));
const adminsOnly = [...plain, ...rbacKnown(fluxIsAdmin, 'flux-system/kustomize-controller')];
const writesFlux = clusterRole(
  'flux-edit',
  rule('*', 'kustomizations', { apiGroups: ['kustomize.toolkit.fluxcd.io'] }),
);
const release = kustomization({ kind: 'HelmRelease', name: 'chart' });
const evidence = {
  kind: 'Kustomization',
  namespace: 'web',
  name: 'app',
  controller: 'kustomize-controller',
};
const message =
  'Kustomization web/app is applied with the power of kustomize-controller, not as a service account';
const command = `kubectl patch kustomizations.kustomize.toolkit.fluxcd.io app --namespace web --type merge --patch '{"spec":{"serviceAccountName":"SERVICE_ACCOUNT"}}'`;
const operator = {
  namespace: 'flux-system',
  name: 'flux',
  multitenant: true,
  objectLevelWorkloadIdentity: false,
  multitenantWorkloadIdentity: false,
};

testRule(fluxReconcilerServiceAccount, {
  compliant: {
    'a service account of its own': given(kustomization({ serviceAccountName: 'app' }), {
      facts: adminsOnly,
    }),
    'a controller that takes another service account by default': given(kustomization(), {
      facts: fluxKnown(controller('kustomize-controller', '--default-service-account=default')),
    }),
    'a release, for which helm-controller does': given(release, {
      facts: fluxKnown(
        controller('kustomize-controller'),
        controller('helm-controller', '--default-service-account', 'default'),
      ),
    }),
    'controllers that nobody found and Flux Operator keeps apart': given(kustomization(), {
      facts: [
        known(factKeys.fluxDeployments(payments), []),
        known(factKeys.fluxInstances(payments), [operator]),
      ],
    }),
  },
  nonCompliant: {
    'the power of the controller where cluster admins alone write': {
      given: given(kustomization(), { facts: adminsOnly }),
      reports: [{ message: `${message}.`, severity: 'LOW', evidence, command }],
    },
    'the power of the controller where there are tenants': {
      given: given(kustomization(), {
        facts: [...adminsOnly, ...tenantAndOthers],
        config: withTenant,
      }),
      reports: [
        {
          message: `${message}, and tenant team-a shares the cluster with others.`,
          severity: 'HIGH',
          evidence,
          command,
        },
      ],
    },
    'the power of the controller where somebody else may write Kustomizations in one namespace': {
      given: given(kustomization(), {
        facts: [
          ...plain,
          ...rbacKnown(
            {
              ...fluxIsAdmin,
              clusterRoles: [...(fluxIsAdmin.clusterRoles ?? []), writesFlux],
              roleBindings: [roleBinding('web/devs', 'ClusterRole flux-edit', group('devs'))],
            },
            'flux-system/kustomize-controller',
          ),
        ],
      }),
      reports: [
        {
          message: `${message}, and group:devs, no cluster admin, may write Flux objects.`,
          severity: 'HIGH',
          evidence,
          command,
        },
      ],
    },
    'a release, which the default of kustomize-controller does not help': {
      given: given(release, {
        facts: [
          ...fluxKnown(
            controller('kustomize-controller', '--default-service-account=default'),
            controller('helm-controller'),
          ),
          ...rbacKnown({}),
        ],
      }),
      reports: [
        {
          message:
            'HelmRelease web/chart is applied with the power of helm-controller, not as a service account.',
          severity: 'LOW',
          evidence: {
            ...evidence,
            kind: 'HelmRelease',
            name: 'chart',
            controller: 'helm-controller',
          },
          command: `kubectl patch helmreleases.helm.toolkit.fluxcd.io chart --namespace web --type merge --patch '{"spec":{"serviceAccountName":"SERVICE_ACCOUNT"}}'`,
        },
      ],
    },
    'a controller beside one that has the default, which anybody may have labelled': {
      given: given(kustomization(), {
        facts: [
          ...fluxKnown(controller('kustomize-controller'), {
            ...controller('kustomize-controller', '--default-service-account=default'),
            namespace: 'web',
          }),
          ...rbacKnown(fluxIsAdmin, 'flux-system/kustomize-controller'),
        ],
      }),
      reports: [{ message: `${message}.`, severity: 'LOW', evidence, command }],
    },
    'Flux Operator that keeps nobody apart': {
      given: given(kustomization(), {
        facts: [
          known(factKeys.fluxDeployments(payments), []),
          known(factKeys.fluxInstances(payments), [{ ...operator, multitenant: false }]),
          ...rbacKnown({}),
        ],
      }),
      reports: [{ message: `${message}.`, severity: 'LOW', evidence, command }],
    },
  },
  notApplicable: {
    'what is in flux-system': {
      given: given(kustomization({ namespace: 'flux-system' }), { facts: [] }),
      because: 'it is in the namespace of Flux itself',
    },
    'what is beside the controllers, wherever they are': {
      given: given(kustomization({ namespace: 'gitops' }), {
        facts: [
          ...fluxKnown({ ...controller('kustomize-controller'), namespace: 'gitops' }),
          ...rbacKnown(
            {
              ...fluxIsAdmin,
              clusterRoleBindings: [
                {
                  name: 'flux',
                  labels: {},
                  roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
                  subjects: [
                    { kind: 'ServiceAccount', namespace: 'gitops', name: 'kustomize-controller' },
                  ],
                },
              ],
            },
            'gitops/kustomize-controller',
          ),
        ],
      }),
      because: 'it is in the namespace of Flux itself',
    },
    'another cluster': {
      given: given(kustomization({ kubeConfig: { secretRef: 'staging' } }), { facts: [] }),
      because: 'it applies to another cluster',
    },
  },
  insufficientData: {
    'controllers that were not read': {
      given: given(kustomization(), { facts: [] }),
      because: 'k8s-deployments eu-west-1/payments: not read yet',
    },
    'bindings that were not read': {
      given: given(kustomization(), { facts: plain }),
      because: 'k8s-roles eu-west-1/payments: not read yet',
      reports: [
        {
          message: `${message}, and nobody knows who may write Flux objects.`,
          severity: 'HIGH',
          evidence,
          command,
        },
      ],
    },
  },
});

function given(reconciler: FluxReconciler, facts: Known): Given<'fluxReconciler'> {
  return { subject: { cluster: payments, reconciler }, known: facts };
}
