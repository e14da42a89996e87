import {
  applierOf,
  defaultOf,
  defaultServiceAccount,
  isFluxNamespace,
} from '../access/flux-controllers.ts';
import { kubectlPatch } from '../access/kubectl.ts';
import { whyFluxShared } from '../access/sharing.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxReconcilerServiceAccount = defineRule({
  id: 'flux-reconciler-service-account',
  subject: 'fluxReconciler',
  severity: 'HIGH',
  title: 'Flux applies manifests as cluster admin',
  requires:
    'A Kustomization or HelmRelease outside the namespace of Flux names a service account, or its controller runs with --default-service-account. LOW where cluster admins alone write Flux objects and there are no tenants.',
  because:
    'Without one the controller applies whatever the source holds with its own power, which is cluster admin, so whoever writes to the source or to the object owns the cluster.',
  remedy:
    'Set spec.serviceAccountName to a service account of the namespace with what it needs, and start kustomize-controller and helm-controller with --default-service-account.',
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#service-account-reference',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check({ cluster, reconciler }, facts) {
    const { kind, namespace, name, serviceAccountName, kubeConfig } = reconciler;
    if (kubeConfig !== undefined) return notApplicable('it applies to another cluster');
    if (serviceAccountName !== undefined) return undefined;
    if (isFluxNamespace(facts, cluster, namespace)) {
      return notApplicable('it is in the namespace of Flux itself');
    }
    const controller = applierOf(kind);
    if (defaultOf(facts, cluster, controller, defaultServiceAccount) !== undefined)
      return undefined;
    const shared = whyFluxShared(facts, cluster);
    yield {
      message: `${kind} ${namespace}/${name} is applied with the power of ${controller}, not as a service account${shared === undefined ? '' : `, and ${shared}`}.`,
      severity: shared === undefined ? 'LOW' : 'HIGH',
      evidence: { kind, namespace, name, controller },
      command: kubectlPatch(resources[kind], reconciler, {
        spec: { serviceAccountName: 'SERVICE_ACCOUNT' },
      }),
    };
    return undefined;
  },
});

const resources = {
  Kustomization: 'kustomizations.kustomize.toolkit.fluxcd.io',
  HelmRelease: 'helmreleases.helm.toolkit.fluxcd.io',
} as const;
