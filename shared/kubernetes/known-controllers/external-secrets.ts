import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'external-secrets/external-secrets';
const templates = 'deploy/charts/external-secrets/templates';
const group = 'external-secrets.io';
const objects =
  'externalsecrets secretstores clustersecretstores clusterexternalsecrets pushsecrets';
const webhooks = 'secretstore-validate externalsecret-validate';

export const externalSecrets: KnownController = {
  name: 'External Secrets Operator',
  sources: [
    source(repository, '6959c19382c90f9b684f700eaf34aa08c9f3b10e', `${templates}/rbac.yaml`),
    source(
      repository,
      '89304512e27bea6f848a3155f07bca4170191438',
      `${templates}/cert-controller-rbac.yaml`,
    ),
    source(
      repository,
      '026f85e222be60b54415fd2818d94b68d7020e5f',
      `${templates}/cert-controller-rbac.yaml`,
    ),
  ],
  version: 'chart 0.9 to 2.x',
  accounts: [
    {
      names: ['external-secrets'],
      namespaces: ['external-secrets', 'kube-system'],
      cluster: [
        // UNVERIFIED: clusterpushsecrets and all generators, of 0.15 and later, whose text was not at hand.
        rule(read, group, `${objects} clusterpushsecrets`),
        rule('update patch', group, parts(`${objects} clusterpushsecrets`)),
        rule('create delete', group, 'externalsecrets pushsecrets'),
        rule(
          `${read} create update patch delete deletecollection`,
          'generators.external-secrets.io',
          '*',
        ),
        rule(read, 'core', 'serviceaccounts namespaces configmaps'),
        rule(`${read} create update delete patch`, 'core', 'secrets'),
        rule('create', 'core', 'serviceaccounts/token'),
        rule('create patch', 'core', 'events'),
      ],
      own: [
        rule('get update patch', 'core', 'configmaps', 'external-secrets-controller'),
        rule('create', 'core', 'configmaps'),
        rule('get create update patch', 'coordination.k8s.io', 'leases'),
      ],
    },
    {
      names: ['external-secrets-cert-controller'],
      namespaces: ['external-secrets', 'kube-system'],
      cluster: [
        rule(`${read} update patch`, 'apiextensions.k8s.io', 'customresourcedefinitions'),
        rule(read, 'admissionregistration.k8s.io', 'validatingwebhookconfigurations'),
        rule(
          'update patch',
          'admissionregistration.k8s.io',
          'validatingwebhookconfigurations',
          webhooks,
        ),
        rule(read, 'core', 'endpoints'),
        rule(read, 'discovery.k8s.io', 'endpointslices'),
        rule('create patch', 'core', 'events'),
        rule(`${read} update patch`, 'core', 'secrets'),
        rule('get create update patch', 'coordination.k8s.io', 'leases'),
      ],
    },
  ],
};

function parts(resources: string): string {
  return resources
    .split(' ')
    .map((resource) => `${resource} ${resource}/status ${resource}/finalizers`)
    .join(' ');
}
