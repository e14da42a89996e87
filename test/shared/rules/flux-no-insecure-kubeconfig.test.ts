import { fluxNoInsecureKubeconfig } from '../../../shared/rules/flux-no-insecure-kubeconfig.ts';
import { controller, payments } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(fluxNoInsecureKubeconfig, {
  compliant: {
    'neither flag': given('helm-controller', '--log-level=info'),
    'both switched off': given(
      'kustomize-controller',
      '--insecure-kubeconfig-exec=false',
      '--insecure-kubeconfig-tls=false',
    ),
  },
  nonCompliant: {
    'programs in kubeconfigs': {
      given: given('kustomize-controller', '--insecure-kubeconfig-exec=true'),
      reports: [
        {
          key: 'insecure-kubeconfig-exec',
          message: 'flux-system/kustomize-controller runs the programs that kubeconfigs name.',
          evidence: {
            namespace: 'flux-system',
            name: 'kustomize-controller',
            flag: '--insecure-kubeconfig-exec',
          },
        },
      ],
    },
    'servers that nobody verifies': {
      given: given('helm-controller', '--insecure-kubeconfig-tls'),
      reports: [
        {
          key: 'insecure-kubeconfig-tls',
          message:
            'flux-system/helm-controller takes any server for the cluster where a kubeconfig says so.',
          evidence: {
            namespace: 'flux-system',
            name: 'helm-controller',
            flag: '--insecure-kubeconfig-tls',
          },
        },
      ],
    },
  },
  notApplicable: {
    'source-controller': {
      given: given('source-controller'),
      because: 'it takes no kubeconfigs',
    },
  },
});

function given(name: string, ...args: readonly string[]) {
  return { subject: { cluster: payments, controller: controller(name, ...args) }, known: {} };
}
