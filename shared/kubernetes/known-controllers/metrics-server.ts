import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'kubernetes-sigs/metrics-server';
const templates = 'charts/metrics-server/templates';

export const metricsServer: KnownController = {
  name: 'metrics-server',
  sources: [
    source(repository, '0b779b9396b7421400c5d358f5af86892aacd53b', `${templates}/clusterrole.yaml`),
    source(
      repository,
      '402b879417c077e89ac60510b1357e4b99640c88',
      `${templates}/clusterrolebinding-auth-delegator.yaml`,
    ),
    source(repository, 'c0ec59c7f72043aff470f376daa1500f4ff01419', `${templates}/rolebinding.yaml`),
  ],
  version: 'chart 3.x',
  accounts: [
    {
      names: ['metrics-server'],
      namespaces: ['kube-system'],
      cluster: [
        rule('get', 'core', 'nodes/metrics'),
        rule(read, 'core', 'pods nodes'),
        // What EKS ships as an add-on also reads these. UNVERIFIED: its text was not at hand.
        rule(read, 'core', 'namespaces configmaps'),
      ],
      own: [rule(read, 'core', 'configmaps', 'extension-apiserver-authentication')],
      clusterRoles: ['system:auth-delegator'],
    },
  ],
};
