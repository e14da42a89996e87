import { controllerFlags } from '../access/controller-flags.ts';
import { controllerOf } from '../access/flux-controllers.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxNoInsecureKubeconfig = defineRule({
  id: 'flux-no-insecure-kubeconfig',
  subject: 'fluxController',
  severity: 'HIGH',
  title: 'Flux runs programs or skips TLS for kubeconfigs',
  requires:
    'The kustomize-controller and helm-controller run with neither --insecure-kubeconfig-exec nor --insecure-kubeconfig-tls.',
  because:
    'With the first, whoever may write a kubeconfig runs any program of the image inside the controller, which is cluster admin; with the second, whoever is on the way to a remote cluster gets its credentials.',
  remedy: 'Remove the flag, and use kubeconfigs with a token and the certificate of the server.',
  references: ['https://fluxcd.io/flux/security/best-practices/'],
  controls: { owasp: ['K03'], mitre: ['T1609'] },

  *check({ controller }) {
    const which = controllerOf(controller);
    if (which !== 'kustomize-controller' && which !== 'helm-controller') {
      return notApplicable('it takes no kubeconfigs');
    }
    const flags = controllerFlags(controller);
    const { namespace, name } = controller;
    for (const [flag, does] of insecure) {
      if (!flags.isOn(flag)) continue;
      yield {
        key: flag,
        message: `${namespace}/${name} ${does}.`,
        evidence: { namespace, name, flag: `--${flag}` },
      };
    }
    return undefined;
  },
});

const insecure = [
  ['insecure-kubeconfig-exec', 'runs the programs that kubeconfigs name'],
  ['insecure-kubeconfig-tls', 'takes any server for the cluster where a kubeconfig says so'],
] as const;
