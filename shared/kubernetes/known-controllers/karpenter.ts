import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'aws/karpenter-provider-aws';
const templates = 'charts/karpenter/templates';
const nodeClasses = 'awsnodetemplates ec2nodeclasses';
const webhookLeases = [
  'webhook.configmapwebhook.00-of-01',
  'webhook.defaultingwebhook.00-of-01',
  'webhook.validationwebhook.00-of-01',
  'webhook.webhookcertificates.00-of-01',
].join(' ');

export const karpenter: KnownController = {
  name: 'Karpenter',
  sources: [
    source(
      repository,
      '0509669209c136e06d40b860f694b4dbf0eb2845',
      `${templates}/clusterrole-core.yaml`,
    ),
    source(repository, '93f2cf916742c17394d60ee3c18c17d0d581159a', `${templates}/clusterrole.yaml`),
    source(repository, '00c29898f8d372c335ef696e46b96e7ad30918da', `${templates}/role.yaml`),
  ],
  version: '0.32 to 1.x',
  accounts: [
    {
      names: ['karpenter'],
      namespaces: ['kube-system', 'karpenter'],
      cluster: [
        rule(
          read,
          'karpenter.sh',
          'nodepools nodepools/status nodeclaims nodeclaims/status nodeoverlays nodeoverlays/status',
        ),
        rule(read, 'autoscaling.x-k8s.io', 'capacitybuffers capacitybuffers/status'),
        rule(
          read,
          'core',
          'podtemplates pods nodes persistentvolumes persistentvolumeclaims replicationcontrollers namespaces events',
        ),
        rule(read, 'storage.k8s.io', 'storageclasses csinodes volumeattachments'),
        rule(read, 'apps', 'daemonsets deployments replicasets statefulsets'),
        rule(read, 'policy', 'poddisruptionbudgets'),
        rule(read, 'resource.k8s.io', 'deviceclasses resourceclaims resourceslices'),
        rule('create delete update patch', 'karpenter.sh', 'nodeclaims nodeclaims/status'),
        rule('update patch', 'karpenter.sh', 'nodepools nodepools/status nodeoverlays/status'),
        rule('update patch', 'autoscaling.x-k8s.io', 'capacitybuffers/status'),
        rule('create patch', 'core', 'events'),
        rule('patch delete update', 'core', 'nodes'),
        rule('create', 'core', 'pods/eviction'),
        rule('delete', 'core', 'pods'),
        rule(read, 'karpenter.k8s.aws', nodeClasses),
        rule(
          'patch update',
          'karpenter.k8s.aws',
          `${nodeClasses} awsnodetemplates/status ec2nodeclasses/status`,
        ),
        rule(
          'update',
          'admissionregistration.k8s.io',
          'validatingwebhookconfigurations',
          'validation.webhook.karpenter.k8s.aws',
        ),
        rule(
          'update',
          'admissionregistration.k8s.io',
          'mutatingwebhookconfigurations',
          'defaulting.webhook.karpenter.k8s.aws',
        ),
      ],
      own: [
        rule('get watch create', 'coordination.k8s.io', 'leases'),
        rule(read, 'core', 'configmaps namespaces secrets'),
        rule('update', 'core', 'secrets', 'karpenter-cert'),
        rule('create', 'core', 'configmaps'),
        rule('update patch delete', 'core', 'configmaps', 'config-logging'),
        rule(
          'patch update',
          'coordination.k8s.io',
          'leases',
          `karpenter-leader-election ${webhookLeases}`,
        ),
      ],
      elsewhere: {
        'kube-system': [rule('get', 'core', 'services', 'kube-dns')],
        'kube-node-lease': [rule('get list watch delete', 'coordination.k8s.io', 'leases')],
      },
    },
  ],
};
