import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'kubernetes/autoscaler';
const templates = 'charts/cluster-autoscaler/templates';

export const clusterAutoscaler: KnownController = {
  name: 'Cluster Autoscaler',
  sources: [
    source(repository, '0ebbdfb263f573400f470cc76ddcf38d89cc059e', `${templates}/clusterrole.yaml`),
    source(repository, '06418d5499ee9fb3ade109f8e6d10ba0f6a043e6', `${templates}/role.yaml`),
  ],
  version: 'chart 9.x',
  accounts: [
    {
      names: ['cluster-autoscaler', 'cluster-autoscaler-aws-cluster-autoscaler'],
      namespaces: ['kube-system'],
      cluster: [
        rule('create patch', 'core', 'events endpoints'),
        rule('create', 'core', 'pods/eviction'),
        rule('update', 'core', 'pods/status'),
        rule('get update', 'core', 'endpoints', 'cluster-autoscaler'),
        rule(`${read} update`, 'core', 'nodes'),
        rule(
          read,
          'core',
          'namespaces pods services replicationcontrollers persistentvolumeclaims persistentvolumes',
        ),
        rule(read, 'batch', 'jobs cronjobs'),
        rule('get list patch watch', 'batch extensions', 'jobs'),
        rule(read, 'extensions', 'replicasets daemonsets'),
        rule('watch list', 'policy', 'poddisruptionbudgets'),
        rule(read, 'apps', 'daemonsets replicasets statefulsets'),
        rule(read, 'storage.k8s.io', 'storageclasses csinodes csidrivers csistoragecapacities'),
        rule('list watch', 'core', 'configmaps'),
        rule('create', 'coordination.k8s.io', 'leases'),
        rule('get update', 'coordination.k8s.io', 'leases', 'cluster-autoscaler'),
      ],
      own: [
        rule('create list watch', 'core', 'configmaps'),
        rule(
          'delete get update watch',
          'core',
          'configmaps',
          'cluster-autoscaler-status cluster-autoscaler-priority-expander',
        ),
        rule('get update', 'core', 'configmaps', 'cluster-autoscaler'),
        rule('create', 'coordination.k8s.io', 'leases'),
        rule('get update', 'coordination.k8s.io', 'leases', 'cluster-autoscaler'),
      ],
    },
  ],
};
