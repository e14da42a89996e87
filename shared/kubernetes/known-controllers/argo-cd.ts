import { type KnownController, read, rule, source, urls } from './known-controller.ts';

const repository = 'argoproj/argo-cd';
const cluster = 'manifests/cluster-rbac';
const base = 'manifests/base';
const all = 'create get list watch update patch delete';
const namespaces = ['argocd'];
const group = 'argoproj.io';

export const argoCd: KnownController = {
  name: 'Argo CD',
  sources: [
    source(
      repository,
      'be2be7c99bdd4f4d349d9dd1fc6c3ebbeb3f4f05',
      `${cluster}/application-controller/argocd-application-controller-clusterrole.yaml`,
    ),
    source(
      repository,
      '28537f0ee934ae2d6ca8d8bf6131b352f13cfed4',
      `${cluster}/server/argocd-server-clusterrole.yaml`,
    ),
    source(
      repository,
      '0060cd136092bc889419ffac3679082845f92330',
      `${cluster}/applicationset-controller/argocd-applicationset-controller-clusterrole.yaml`,
    ),
    source(
      repository,
      '03fd7573ce132b1cfd7d8c4a6e0bcb874e20b3df',
      `${base}/application-controller-roles/argocd-application-controller-role.yaml`,
    ),
    source(
      repository,
      '19f372f1d6634e87f00bb0075b481d7ff4ca8c68',
      `${base}/server/argocd-server-role.yaml`,
    ),
    source(
      repository,
      'c330a281c5219a6fcca3e451a62e0858dbc6165f',
      `${base}/applicationset-controller/argocd-applicationset-controller-role.yaml`,
    ),
    source(
      repository,
      '285e7b08c7a7b142f3fa0b107791911f76386f11',
      `${base}/dex/argocd-dex-server-role.yaml`,
    ),
    source(
      repository,
      '75ade76a157abdc9e73011ea9fc614f068badc60',
      `${base}/notification/argocd-notifications-controller-role.yaml`,
    ),
    source(
      repository,
      'be2be7c99bdd4f4d349d9dd1fc6c3ebbeb3f4f05',
      `${base}/redis/argocd-redis-role.yaml`,
    ),
  ],
  version: '2.x and 3.x',
  accounts: [
    {
      names: ['argocd-application-controller'],
      namespaces,
      cluster: [rule('*', '*', '*'), urls('*', '*')],
      own: [
        rule(read, 'core', 'secrets configmaps'),
        rule(all, group, 'applications appprojects'),
        rule('create list', 'core', 'events'),
        rule(read, 'apps', 'deployments'),
      ],
    },
    {
      names: ['argocd-server'],
      namespaces,
      cluster: [
        rule('delete get patch', '*', '*'),
        rule('list', 'core', 'events'),
        rule('get', 'core', 'pods pods/log'),
        rule(read, group, 'applications applicationsets'),
        // UNVERIFIED: what lets applications run actions and be made in any namespace, whose text was not at hand.
        rule('create', 'batch argoproj.io', 'jobs workflows'),
        rule('update', group, 'applications applicationsets'),
      ],
      own: [
        rule(all, 'core', 'secrets configmaps'),
        rule(all, group, 'applications applicationsets appprojects'),
        rule('create list', 'core', 'events'),
      ],
    },
    {
      names: ['argocd-applicationset-controller'],
      namespaces,
      cluster: [
        rule(all, group, 'applications applicationsets applicationsets/finalizers'),
        rule('get patch update', group, 'applicationsets/status'),
        rule(read, group, 'appprojects'),
        rule('create get list patch watch', 'core', 'events'),
        rule(all, 'core', 'configmaps'),
        rule(read, 'core', 'secrets'),
        rule(read, 'apps extensions', 'deployments'),
        rule(all, 'coordination.k8s.io', 'leases'),
      ],
    },
    { names: ['argocd-dex-server'], namespaces, own: [rule(read, 'core', 'secrets configmaps')] },
    {
      names: ['argocd-notifications-controller'],
      namespaces,
      own: [
        rule(`${read} update patch`, group, 'applications appprojects'),
        rule('list watch', 'core', 'configmaps secrets'),
        rule('get', 'core', 'configmaps', 'argocd-notifications-cm'),
        rule('get', 'core', 'secrets', 'argocd-notifications-secret'),
      ],
    },
    {
      names: ['argocd-redis'],
      namespaces,
      own: [rule('get', 'core', 'secrets', 'argocd-redis'), rule('create', 'core', 'secrets')],
    },
  ],
};
