import { type KnownController, read, rule, source, urls } from './known-controller.ts';

const repository = 'aws-observability/helm-charts';
const templates = 'charts/amazon-cloudwatch-observability/templates';
const namespaces = ['amazon-cloudwatch'];
const group = 'cloudwatch.aws.amazon.com';
const objects = 'amazoncloudwatchagents dcgmexporters neuronmonitors';
const write = 'create delete get list patch update watch';

export const cloudWatchAgent: KnownController = {
  name: 'CloudWatch agent',
  sources: [
    source(
      repository,
      '1610e5b5772db42add7a9b36374b5c3ba7006706',
      `${templates}/cloudwatch-agent-clusterrole.yaml`,
    ),
    source(
      repository,
      '0d0bb5a1337082fb868f42db298855c4a6933683',
      `${templates}/cloudwatch-agent-role.yaml`,
    ),
    source(
      repository,
      '045b609219d2988ce5c0ea67d8a112405b91f102',
      `${templates}/operator-clusterrole.yaml`,
    ),
  ],
  version: 'amazon-cloudwatch-observability 2.x to 4.x',
  accounts: [
    {
      names: ['cloudwatch-agent'],
      namespaces,
      cluster: [
        rule(read, 'core', 'pods pods/logs nodes nodes/proxy namespaces endpoints'),
        rule('list watch', 'core', 'services'),
        rule(read, 'apps', 'replicasets daemonsets deployments statefulsets'),
        rule('list watch', 'batch', 'jobs'),
        rule('create get', 'core', 'nodes/stats configmaps events'),
        rule('update', 'core', 'configmaps'),
        urls(read, '/metrics'),
        rule(read, 'monitoring.coreos.com', 'servicemonitors podmonitors'),
        rule(read, 'discovery.k8s.io', 'endpointslices'),
      ],
      own: [rule('create get update', 'core', 'configmaps')],
    },
    {
      names: ['amazon-cloudwatch-observability-controller-manager'],
      namespaces,
      cluster: [
        rule(write, 'core', 'configmaps serviceaccounts services'),
        rule('create patch', 'core', 'events'),
        rule('get list patch update watch', 'core', 'namespaces'),
        rule(write, 'apps', 'daemonsets deployments statefulsets'),
        rule(read, 'apps', 'replicasets'),
        rule('get list patch update watch', group, `${objects} instrumentations`),
        rule(
          'get patch update',
          group,
          objects
            .split(' ')
            .map((object) => `${object}/finalizers ${object}/status`)
            .join(' '),
        ),
        rule('create get list update', 'coordination.k8s.io', 'leases'),
        rule(write, 'networking.k8s.io', 'ingresses'),
        rule(write, 'route.openshift.io', 'routes routes/custom-host'),
        rule(read, 'policy', 'poddisruptionbudgets'),
      ],
    },
  ],
};
