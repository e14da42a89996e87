import { controllerFlags } from '../access/controller-flags.ts';
import { controllerOf } from '../access/flux-controllers.ts';
import { whyFluxShared } from '../access/sharing.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxNoRemoteBases = defineRule({
  id: 'flux-no-remote-bases',
  subject: 'fluxController',
  severity: 'MEDIUM',
  title: 'Flux applies manifests that no source holds',
  requires:
    'The kustomize-controller runs with --no-remote-bases=true. LOW where cluster admins alone write Flux objects and there are no tenants.',
  because:
    'A kustomization.yaml may name bases at any address, which are applied without being in a source that anybody reviewed or verified.',
  remedy:
    'Start kustomize-controller with --no-remote-bases=true, and copy the remote bases into the repository.',
  references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  controls: { mitre: ['T1195.002'] },

  *check({ cluster, controller }, facts) {
    if (controllerOf(controller) !== 'kustomize-controller') {
      return notApplicable('it builds no kustomizations');
    }
    if (controllerFlags(controller).isOn('no-remote-bases')) return undefined;
    const shared = whyFluxShared(facts, cluster);
    const { namespace, name } = controller;
    yield {
      message: `${namespace}/${name} fetches bases from any address${shared === undefined ? '' : `, and ${shared}`}.`,
      severity: shared === undefined ? 'LOW' : 'MEDIUM',
      evidence: { namespace, name, flag: '--no-remote-bases' },
    };
    return undefined;
  },
});
