import {
  type KnownAccount,
  type KnownController,
  read,
  rule,
  source,
  urls,
} from './known-controller.ts';

const repository = 'fluxcd/flux2';

/** What the ClusterRole crd-controller gives to every controller. */
const crdController: Omit<KnownAccount, 'names'> = {
  namespaces: ['flux-system'],
  cluster: [
    rule(
      '*',
      [
        'source.toolkit.fluxcd.io',
        'kustomize.toolkit.fluxcd.io',
        'helm.toolkit.fluxcd.io',
        'notification.toolkit.fluxcd.io',
        'image.toolkit.fluxcd.io',
      ].join(' '),
      '*',
    ),
    rule(read, 'core', 'namespaces secrets configmaps serviceaccounts'),
    rule('create patch', 'core', 'events'),
    rule(`${read} create update patch delete`, 'core', 'configmaps'),
    rule('get update patch', 'core', 'configmaps/status'),
    rule(`${read} create update patch delete`, 'coordination.k8s.io', 'leases'),
    rule('create', 'core', 'serviceaccounts/token'),
    urls('head', '/livez/ping'),
  ],
};

export const flux: KnownController = {
  name: 'Flux',
  sources: [
    source(
      repository,
      '0a64800784a487a9f05372e249bfac3791353a12',
      'manifests/rbac/controller.yaml',
    ),
    source(
      repository,
      '1b581d6f513c62e8af53eed3666ef803614dfeab',
      'manifests/rbac/reconciler.yaml',
    ),
  ],
  version: '2.x',
  accounts: [
    {
      names: [
        'source-controller',
        'notification-controller',
        'image-reflector-controller',
        'image-automation-controller',
        // UNVERIFIED: of 2.7 and later, whose text was not at hand.
        'source-watcher',
      ],
      ...crdController,
    },
    {
      names: ['kustomize-controller', 'helm-controller'],
      ...crdController,
      clusterRoles: ['cluster-admin'],
    },
  ],
};
