import { controllerFlags } from '../access/controller-flags.ts';
import { controllerOf, type FluxControllerName } from '../access/flux-controllers.ts';
import { whyFluxShared } from '../access/sharing.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxNoCrossNamespaceRefs = defineRule({
  id: 'flux-no-cross-namespace-refs',
  subject: 'fluxController',
  severity: 'HIGH',
  title: 'Flux follows references into other namespaces',
  requires:
    'The controllers of Flux that follow references between namespaces run with --no-cross-namespace-refs=true. LOW where cluster admins alone write Flux objects and there are no tenants.',
  because:
    'Whoever may write Flux objects in one namespace can have the sources and the credentials of every other namespace used for them.',
  remedy:
    'Start kustomize-, helm-, notification-, image-reflector- and image-automation-controller with --no-cross-namespace-refs=true, by a patch in the kustomization.yaml of flux-system.',
  references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  controls: { owasp: ['K03'] },

  *check({ cluster, controller }, facts) {
    const which = controllerOf(controller);
    if (which === undefined || !following.includes(which)) {
      return notApplicable('it follows no references between namespaces');
    }
    if (controllerFlags(controller).isOn('no-cross-namespace-refs')) return undefined;
    const shared = whyFluxShared(facts, cluster);
    const { namespace, name } = controller;
    yield {
      message: `${namespace}/${name} follows references into other namespaces${shared === undefined ? '' : `, and ${shared}`}.`,
      severity: shared === undefined ? 'LOW' : 'HIGH',
      evidence: { namespace, name, flag: '--no-cross-namespace-refs' },
    };
    return undefined;
  },
});

const following: readonly FluxControllerName[] = [
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
];
